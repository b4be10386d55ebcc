#pragma once

#include "data/exchange/parcel_txt.h"

#include <string>
#include <vector>

namespace tuban::data::samples {

/// A square of 100 m with a hole of 20 m, and another of 50 m beside it: 9600 and 2500 m².
inline std::string coordinateFile() {
    return "[属性描述]\n"
           "格式版本号=1.01\n"
           "坐标系=2000国家大地坐标系\n"
           "几度分带=3\n"
           "带号=39\n"
           "计量单位=米\n"
           "转换参数=,,,,,,\n"
           "[地块坐标]\n"
           "10,0.9600,DK-01,示例地块,面,J50G028047,工业用地,100102,@\n"
           "J1,1,4301958.720,39489582.917\n"
           "J2,1,4301958.720,39489682.917\n"
           "J3,1,4301858.720,39489682.917\n"
           "J4,1,4301858.720,39489582.917\n"
           "J1,1,4301958.720,39489582.917\n"
           "J5,2,4301918.720,39489622.917\n"
           "J6,2,4301898.720,39489622.917\n"
           "J7,2,4301898.720,39489642.917\n"
           "J8,2,4301918.720,39489642.917\n"
           "J5,2,4301918.720,39489622.917\n"
           "5,0.2500,DK-02,,面,,仓储用地,,@\n"
           "J1,1,4301958.720,39489700.000\n"
           "J2,1,4301958.720,39489750.000\n"
           "J3,1,4301908.720,39489750.000\n"
           "J4,1,4301908.720,39489700.000\n"
           "J1,1,4301958.720,39489700.000\n";
}

inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

/// Lines changed one by one; a line is given without its end.
template <typename Change> std::string changedLines(const std::string& text, const Change& change) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        out += change(text.substr(at, end - at)) + "\n";
        at = end + 1;
    }
    return out;
}

inline bool isPointLine(const std::string& line) {
    return line.starts_with("J") && line.find(',') != std::string::npos;
}
inline bool isHeaderLine(const std::string& line) {
    return line.ends_with("@");
}

} // namespace tuban::data::samples
