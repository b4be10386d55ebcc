#pragma once

#include "model/symbology.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tuban::data {

/// Elements of an SLD file, one after the other, indented.
class SldElements {
public:
    using Attributes = std::vector<std::pair<const char*, std::string>>;

    void open(const char* name, const Attributes& attributes = {});
    void close();
    void leaf(const char* name, std::string_view content, const Attributes& attributes = {});
    void leafUnlessEmpty(const char* name, std::string_view content);
    /// What stands between elements, letter by letter.
    void literal(std::string_view content);
    /// From here to its end an element stands on one line, as blanks count in it.
    void openInline(const char* name);

    /// Whether lengths on the ground are written in metres without saying so.
    void setInMetres(bool inMetres) { m_inMetres = inMetres; }
    std::string lengthText(const SymbolLength& length) const;
    /// The shortest that is read as the same number.
    static std::string numberText(double number);
    /// The whole file; all elements have to be closed.
    std::string text() const;

private:
    void startLine();

    std::string m_text = {};
    std::vector<const char*> m_open = {};
    std::size_t m_inlineFrom = 0; ///< elements open when the line was begun; 0: none was
    bool m_inMetres = false;
};

void writeSymbolizer(SldElements& out, const Symbolizer& symbolizer);

} // namespace tuban::data
