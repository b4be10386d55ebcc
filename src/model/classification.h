#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tuban {

struct Rgb {
    std::uint8_t r = 0;
    std::uint8_t g = 0;
    std::uint8_t b = 0;
    bool operator==(const Rgb&) const = default;
};

/// A name in both languages of the product.
struct BilingualText {
    std::string zh;
    std::string en;
    bool operator==(const BilingualText&) const = default;
};

/// One land-use class (地类) of a class table.
struct LandUseClass {
    std::string code;
    std::optional<std::size_t> parent = {}; ///< index in the table
    int level = 1;                          ///< 1 = top level
    BilingualText name;
    std::optional<Rgb> colour = {};
    std::string group = {}; ///< row of a summary table the class falls in, where the standard says
    bool confirmed = true;  ///< false: from memory, to be shown as such
    std::vector<std::string> otherNames = {}; ///< Chinese names of the same class in other editions
};

/// What is known of a class table besides its classes.
struct ClassTableInfo {
    std::string id;
    BilingualText title;
    std::string document;
    std::string edition = {};             ///< year
    std::vector<std::string> fields = {}; ///< attribute fields that customarily hold its codes
    bool preferred = false;               ///< taken where the data cannot tell
};

/// A class table: 用地用海 2023, GB/T 21010-2017 …
class Classification {
public:
    Classification(std::string id,
                   BilingualText title,
                   std::string source,
                   std::vector<LandUseClass> classes);
    Classification(ClassTableInfo info, std::vector<LandUseClass> classes);

    const std::string& id() const { return m_info.id; }
    const BilingualText& title() const { return m_info.title; }
    /// The document that defines the table, with its number.
    const std::string& source() const { return m_info.document; }
    const ClassTableInfo& info() const { return m_info; }
    /// Deepest level that has classes.
    int levels() const;
    /// Parents before children, in the order of the standard.
    const std::vector<LandUseClass>& classes() const { return m_classes; }
    std::optional<std::size_t> find(std::string_view code) const;
    /// The class itself or the nearest ancestor whose level is at most `level`.
    std::size_t atLevel(std::size_t index, int level) const;
    /// Whether `code` stands for the same land here and in `other`: same name (or one is listed as
    /// the other name of the same class) and the same codes above it. Both tables must know it.
    bool meansTheSame(const Classification& other, std::string_view code) const;

private:
    struct Hash {
        using is_transparent = void; // NOLINT(readability-identifier-naming)
        std::size_t operator()(std::string_view s) const {
            return std::hash<std::string_view>()(s);
        }
    };
    ClassTableInfo m_info;
    std::vector<LandUseClass> m_classes;
    std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> m_byCode;
};

} // namespace tuban
