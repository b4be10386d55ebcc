#include "data/foreign/worker/reader_session.h"

#include "data/foreign/worker/confinement.h"
#include "data/foreign/worker/file_opener.h"
#include "data/foreign/worker/parcel_txt_layer.h"
#include "data/foreign/worker/virtual_files.h"
#include "data/sources/text_encoding.h"

#include <cpl_error.h>

#include <algorithm>
#include <csignal>
#include <new>
#include <optional>
#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>

namespace tuban::data {

namespace {

using wire::Arrival;
using wire::FrameChannel;
using wire::FrameHeader;
using wire::FrameType;

pid_t parent = 0;

/// Ends a reader whose program is gone.
void watchParent(int) {
    if (::getppid() != parent) {
        ::_exit(0);
    }
}

void endWithoutMemory() {
    ::_exit(wire::kExitMemory);
}

/// GDAL aborts after a fatal error: it says so when memory ends.
void CPL_STDCALL hearFatal(CPLErr severity, CPLErrorNum number, const char*) {
    if (number == CPLE_OutOfMemory || severity == CE_Fatal) {
        ::_exit(wire::kExitMemory);
    }
}

void prepareProcess() {
    parent = ::getppid();
    struct ::sigaction action {};
    action.sa_handler = watchParent;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGALRM, &action, nullptr);
    constexpr int kSeconds = 5;
    const itimerval every{{kSeconds, 0}, {kSeconds, 0}};
    ::setitimer(ITIMER_REAL, &every, nullptr);
    std::set_new_handler(endWithoutMemory);
    CPLSetErrorHandler(hearFatal);
}

class Session {
public:
    explicit Session(FrameChannel channel) : m_channel(std::move(channel)) {}

    int run();

private:
    bool receiveFiles();
    Result<void> openAll();
    void answerOpen();
    void answerRead(const std::string& body);
    void send(FrameType type, const std::string& body) const {
        if (!m_channel.send(type, body)) {
            ::_exit(0);
        }
    }
    void sendError(Error error) const;

    FrameChannel m_channel;
    wire::OpenRequest m_request;
    std::vector<std::span<const std::byte>> m_bytes;
    OpenedFiles m_opened;
};

/// Texts of files and libraries, fit to be sent: UTF-8, with the names that users know.
std::string fit(const std::string& text) {
    TextRepair repair;
    std::string clean(repair.utf8(VirtualFiles::all().shown(text)));
    std::replace(clean.begin(), clean.end(), '\0', ' ');
    return clean;
}

void fit(Finding& finding) {
    finding.layer = fit(finding.layer);
    for (std::string& value : finding.values) {
        value = fit(value);
    }
}

void fit(ForeignLayer& layer) {
    layer.name = fit(layer.name);
    layer.crs = fit(layer.crs);
    for (ForeignField& field : layer.fields) {
        field.name = fit(field.name);
    }
    for (auto& [key, value] : layer.notes) {
        key = fit(key);
        value = fit(value);
    }
}

void Session::sendError(Error error) const {
    error.detail = fit(error.detail);
    error.where = fit(error.where);
    send(FrameType::Failed, wire::encode(error));
}

/// The files as memory: nothing has to be opened any more, and no descriptor stays.
bool Session::receiveFiles() {
    FrameHeader header;
    std::string body;
    if (m_channel.receive(header, body, nullptr) != Arrival::Here ||
        static_cast<FrameType>(header.type) != FrameType::Open) {
        return false;
    }
    auto request = wire::decodeOpenRequest(body);
    if (!request) {
        return false;
    }
    m_request = std::move(*request);
    std::vector<int> descriptors(m_request.files.size(), -1);
    if (!m_channel.receiveDescriptors(descriptors)) {
        return false;
    }
    for (std::size_t i = 0; i < descriptors.size(); ++i) {
        const std::uint64_t size = m_request.files[i].size;
        void* const memory = size == 0
                                 ? MAP_FAILED
                                 : ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptors[i], 0);
        ::close(descriptors[i]);
        if (size > 0 && memory == MAP_FAILED) {
            return false;
        }
        m_bytes.emplace_back(size == 0 ? nullptr : static_cast<const std::byte*>(memory), size);
    }
    return true;
}

Result<void> Session::openAll() {
    FileOpener opener(m_request.options);
    for (std::uint32_t source = 0; source < m_request.sources.size(); ++source) {
        std::vector<NamedFile> files;
        for (std::size_t i = 0; i < m_request.files.size(); ++i) {
            if (m_request.files[i].source == source) {
                files.push_back({m_request.files[i].name, m_bytes[i]});
            }
        }
        const std::filesystem::path path = m_request.sources[source];
        if (files.empty()) {
            continue;
        }
        const auto opened = m_request.folders[source] ? opener.openFolder(path, files)
                                                      : opener.openFile(path, files);
        if (!opened) {
            return opened;
        }
    }
    m_opened = opener.take();
    return {};
}

void Session::answerOpen() {
    if (auto opened = openAll(); !opened) {
        sendError(opened.error());
        return;
    }
    wire::Contents contents;
    for (const auto& layer : m_opened.layers) {
        contents.layers.push_back(layer->info());
        fit(contents.layers.back());
    }
    contents.findings = m_opened.findings;
    for (Finding& finding : contents.findings) {
        fit(finding);
    }
    send(FrameType::Opened, wire::encode(contents));
}

void Session::answerRead(const std::string& body) {
    wire::Reader in(body);
    const auto index = in.number<std::uint32_t>();
    if (!in.ok() || index >= m_opened.layers.size()) {
        sendError({ErrorCode::LayerNotFound, std::to_string(index)});
        return;
    }
    LayerReader& layer = *m_opened.layers[index];
    BatchWriter out(m_channel);
    std::vector<Finding> findings;
    if (auto done = layer.read(out, findings); !done) {
        Error error = done.error();
        error.subject = layer.info().file.string();
        sendError(std::move(error));
        return;
    }
    for (Finding& finding : findings) {
        fit(finding);
    }
    send(FrameType::Done, wire::encode(findings));
}

int Session::run() {
    if (!receiveFiles()) {
        return 1;
    }
    VirtualFiles::all().install();
    VirtualFiles::all().onProgress([this] { send(FrameType::Alive, {}); });
    loadBeforehand(m_request.options.encoding);
    loadTxtFormats();
    if (!confine(m_channel.descriptor(), m_request.options.limits.memoryBytes)) {
        return wire::kExitUnconfined;
    }
    answerOpen();
    FrameHeader header;
    std::string body;
    while (m_channel.receive(header, body, nullptr) == Arrival::Here) {
        if (static_cast<FrameType>(header.type) == FrameType::Read) {
            answerRead(body);
        }
    }
    return 0;
}

} // namespace

int runReaderSession(FrameChannel channel) {
    prepareProcess();
    registerForeignDrivers();
    return Session(std::move(channel)).run();
}

} // namespace tuban::data
