#include "data/store/entry_hash.h"
#include "data/store/sha256.h"

#include <functional>
#include <gtest/gtest.h>
#include <set>
#include <string>
#include <vector>

namespace tuban::data {

namespace {

const Uuid kWorkspace = *Uuid::parse("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");

JournalEntry sample() {
    JournalEntry entry;
    entry.number = EntryNumber{7};
    entry.time = "2026-11-26T01:45:00.123Z";
    entry.user = "王芳";
    entry.record = *Uuid::parse("919108f7-52d1-4320-9bac-f847db4148a8");
    entry.kind = "split";
    entry.summary = {"分割宗地", "Split a parcel"};
    entry.role = EntryRole::Undo;
    entry.target = EntryNumber{5};
    entry.undoTop = EntryNumber{4};
    entry.redoTop = EntryNumber{7};
    entry.changeHash = sha256("");
    entry.previous = chainStart(kWorkspace);
    return entry;
}

} // namespace

// By Python, from the description in the header:
//   import hashlib, struct
//   part = lambda b: struct.pack('<Q', len(b)) + b
//   number = lambda n: part(struct.pack('<q', n))
//   start = hashlib.sha256(part(b'tuban-journal-start-1')
//       + part(bytes.fromhex('017f22e279b07cc398c4dc0c0c07398f'))).digest()
//   hashlib.sha256(part(b'tuban-journal-entry-1') + number(7)
//       + part(b'2026-11-26T01:45:00.123Z')
//       + part(bytes.fromhex('e78e8be88ab3'))                      # 王芳
//       + part(bytes.fromhex('919108f752d143209bacf847db4148a8'))
//       + part(b'split')
//       + part(bytes.fromhex('e58886e589b2e5ae97e59cb0'))          # 分割宗地
//       + part(b'Split a parcel') + part(b'undo') + number(5) + number(4) + number(7)
//       + part(hashlib.sha256(b'').digest()) + part(start)).hexdigest()
TEST(EntryHash, IsWhatAnotherProgramComputes) {
    EXPECT_EQ(hexOf(chainStart(kWorkspace)),
              "21d735badb671c974ca2c271ab7713461695d12143f32e7877dcd4ce848e6d7b");
    EXPECT_EQ(hexOf(entryHash(sample())),
              "f9b74a4e2084dec510f4661c9df74c88c34d1e477f95506e1617980f5c3f55c0");
}

TEST(EntryHash, ChangesWithEachPart) {
    const std::vector<std::function<void(JournalEntry&)>> edits{
        [](JournalEntry&) {},
        [](JournalEntry& e) { e.number = EntryNumber{8}; },
        [](JournalEntry& e) { e.time = "2026-11-26T01:45:00.124Z"; },
        [](JournalEntry& e) { e.user = "李明"; },
        [](JournalEntry& e) { e.record = Uuid(); },
        [](JournalEntry& e) { e.kind = "merge"; },
        [](JournalEntry& e) { e.summary.zh = "分割"; },
        [](JournalEntry& e) { e.summary.en = "Split"; },
        [](JournalEntry& e) { e.role = EntryRole::Change; },
        [](JournalEntry& e) { e.role = EntryRole::Redo; },
        [](JournalEntry& e) { e.role = EntryRole::Baseline; },
        [](JournalEntry& e) { e.target = kNoEntry; },
        [](JournalEntry& e) { e.undoTop = EntryNumber{3}; },
        [](JournalEntry& e) { e.redoTop = EntryNumber{6}; },
        [](JournalEntry& e) { e.changeHash.back() ^= 1U; },
        [](JournalEntry& e) { e.previous.front() ^= 0x80U; },
    };
    std::set<Sha256> hashes;
    for (const auto& edit : edits) {
        JournalEntry entry = sample();
        edit(entry);
        hashes.insert(entryHash(entry));
    }
    EXPECT_EQ(hashes.size(), edits.size());
}

TEST(EntryHash, LeavesOutTheHashItself) {
    JournalEntry entry = sample();
    entry.hash = sha256("anything");
    EXPECT_EQ(entryHash(entry), entryHash(sample()));
}

TEST(EntryHash, PartsThatFlowIntoEachOtherDiffer) {
    JournalEntry left = sample();
    left.summary = {"分割宗地", "一 parcel"};
    JournalEntry right = sample();
    right.summary = {"分割宗地一", " parcel"};
    EXPECT_NE(entryHash(left), entryHash(right));

    left.user = "ab";
    left.kind = "c";
    right = left;
    right.user = "a";
    right.kind = "bc";
    EXPECT_NE(entryHash(left), entryHash(right));
}

TEST(EntryHash, ChainsOfDifferentWorkspacesBeginDifferently) {
    EXPECT_NE(chainStart(kWorkspace), chainStart(Uuid()));
}

} // namespace tuban::data
