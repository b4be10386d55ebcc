#include "data/styles/sld_writer.h"

#include "data/styles/sld_elements.h"

#include <array>
#include <utility>

namespace tuban::data {

namespace {

void writeCondition(SldElements& out, const Condition& condition);

void writeTerm(SldElements& out, const Condition::Term& term) {
    out.leaf(term.isField ? "ogc:PropertyName" : "ogc:Literal", term.text);
}

void writeParts(SldElements& out, const Condition& condition) {
    for (const Condition& part : condition.parts) {
        writeCondition(out, part);
    }
    for (const Condition::Term& term : condition.terms) {
        writeTerm(out, term);
    }
}

void writeBetween(SldElements& out, const std::vector<Condition::Term>& terms) {
    out.open("ogc:PropertyIsBetween");
    writeTerm(out, terms[0]);
    for (const auto& [name, at] :
         {std::pair("ogc:LowerBoundary", 1U), std::pair("ogc:UpperBoundary", 2U)}) {
        out.open(name);
        writeTerm(out, terms[at]);
        out.close();
    }
    out.close();
}

const char* elementOf(Condition::Kind kind) {
    constexpr std::array kNames{"ogc:And",
                                "ogc:Or",
                                "ogc:Not",
                                "ogc:PropertyIsEqualTo",
                                "ogc:PropertyIsNotEqualTo",
                                "ogc:PropertyIsLessThan",
                                "ogc:PropertyIsLessThanOrEqualTo",
                                "ogc:PropertyIsGreaterThan",
                                "ogc:PropertyIsGreaterThanOrEqualTo",
                                "ogc:PropertyIsLike",
                                "ogc:PropertyIsBetween",
                                "ogc:PropertyIsNull"};
    return kNames[static_cast<std::size_t>(kind)];
}

void writeCondition(SldElements& out, const Condition& condition) {
    if (condition.kind == Condition::Kind::Between) {
        writeBetween(out, condition.terms);
        return;
    }
    const bool like = condition.kind == Condition::Kind::Like;
    out.open(elementOf(condition.kind),
             like ? SldElements::Attributes{{"wildCard", "%"},
                                            {"singleChar", "_"},
                                            {"escapeChar", "\\"},
                                            {"matchCase", "false"}}
                  : SldElements::Attributes{});
    writeParts(out, condition);
    out.close();
}

/// The English title stands in the Abstract, where it is another: programs that do not know it
/// show the Chinese one.
void writeTitle(SldElements& out, const BilingualText& title) {
    if (title.zh.empty() && title.en.empty()) {
        return;
    }
    out.open("se:Description");
    out.leaf("se:Title", title.zh);
    if (title.en != title.zh) {
        out.leaf("se:Abstract", "en: " + title.en);
    }
    out.close();
}

void writeRule(SldElements& out, const Rule& rule) {
    out.open("se:Rule");
    out.leafUnlessEmpty("se:Name", rule.name);
    writeTitle(out, rule.title);
    if (rule.condition) {
        out.open("ogc:Filter");
        writeCondition(out, *rule.condition);
        out.close();
    } else if (rule.otherwise) {
        out.leaf("se:ElseFilter", {});
    }
    if (rule.minScaleDenominator > 0.0) {
        out.leaf("se:MinScaleDenominator", SldElements::numberText(rule.minScaleDenominator));
    }
    if (rule.maxScaleDenominator < Rule::kNoLimit) {
        out.leaf("se:MaxScaleDenominator", SldElements::numberText(rule.maxScaleDenominator));
    }
    for (const Symbolizer& symbolizer : rule.symbolizers) {
        writeSymbolizer(out, symbolizer);
    }
    out.close();
}

/// All rules of a pass are of one kind, as they are read so.
void writePass(SldElements& out, const Style& style, int pass) {
    bool onlyFirst = false;
    out.open("se:FeatureTypeStyle");
    for (const Rule& rule : style.rules) {
        if (rule.pass == pass) {
            writeRule(out, rule);
            onlyFirst = onlyFirst || rule.onlyFirst;
        }
    }
    if (onlyFirst) {
        out.leaf("se:VendorOption", "first", {{"name", "ruleEvaluation"}});
    }
    out.close();
}

} // namespace

std::string writeSld(const Style& style, const std::string& layer) {
    SldElements out;
    out.open("StyledLayerDescriptor",
             {{"version", "1.1.0"},
              {"xmlns", "http://www.opengis.net/sld"},
              {"xmlns:ogc", "http://www.opengis.net/ogc"},
              {"xmlns:se", "http://www.opengis.net/se"},
              {"xmlns:xlink", "http://www.w3.org/1999/xlink"}});
    out.open("NamedLayer");
    out.leaf("se:Name", layer);
    out.open("UserStyle");
    out.leafUnlessEmpty("se:Name", style.name);
    writeTitle(out, style.title);
    const int passes = style.rules.empty() ? 1 : style.rules.back().pass + 1;
    for (int pass = 0; pass < passes; ++pass) {
        writePass(out, style, pass);
    }
    out.close();
    out.close();
    out.close();
    return out.text();
}

} // namespace tuban::data
