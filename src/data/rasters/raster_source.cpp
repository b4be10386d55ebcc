#include "data/rasters/raster_source.h"

#include "data/sources/cpl_messages.h"
#include "data/sources/spatial_reference.h"

#include <cpl_string.h>
#include <gdal_frmts.h>
#include <gdal_priv.h>
#include <gdal_utils.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <mutex>
#include <optional>

namespace tuban::data {

namespace {

constexpr const char* kDrivers[] = {"GTiff", "JPEG", "PNG", nullptr};
constexpr int kMostColours = 3;

void registerRasterDrivers() {
    static const bool done = [] {
        GDALRegister_GTiff();
        GDALRegister_JPEG();
        GDALRegister_PNG();
        GDALRegister_MEM();
        return true;
    }();
    static_cast<void>(done);
}

struct DatasetCloser {
    void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<GDALDataset, DatasetCloser>;

struct WarpOptionsFreer {
    void operator()(GDALWarpAppOptions* options) const { GDALWarpAppOptionsFree(options); }
};

std::string wktOfUser(const std::string& crs) {
    OGRSpatialReference reference;
    return reference.SetFromUserInput(crs.c_str(),
                                      OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get()) ==
                   OGRERR_NONE
               ? wktOf(&reference)
               : std::string();
}

std::string numberText(double value) {
    char text[40];
    std::snprintf(text, sizeof text, "%.17g", value);
    return text;
}

/// How the values of a band become bytes.
struct Stretch {
    double least = 0.0;
    double greatest = 255.0;

    std::uint32_t byteOf(double value) const {
        const double share = (value - least) / (greatest - least);
        return static_cast<std::uint32_t>(std::clamp(share, 0.0, 1.0) * 255.0 + 0.5);
    }
};

std::uint32_t
argb(std::uint32_t alpha, std::uint32_t red, std::uint32_t green, std::uint32_t blue) {
    const auto times = [alpha](std::uint32_t channel) { return (channel * alpha + 127) / 255; };
    return alpha << 24U | times(red) << 16U | times(green) << 8U | times(blue);
}

class GdalRaster final : public RasterSource {
public:
    GdalRaster(Dataset dataset, RasterInfo info, std::string subject)
        : m_dataset(std::move(dataset)), m_info(std::move(info)), m_subject(std::move(subject)) {}

    const RasterInfo& info() const override { return m_info; }
    Result<RasterPicture> read(const std::string& crs,
                               const std::array<double, 4>& extent,
                               int width,
                               int height,
                               const Progress& progress) override;

private:
    GDALColorTable* palette() const { return m_dataset->GetRasterBand(1)->GetColorTable(); }
    /// Bands of colours, without the one of opacity.
    int colourBands() const;
    Result<Dataset> warped(const std::string& target,
                           const std::array<double, 4>& extent,
                           int width,
                           int height,
                           const Progress& progress) const;
    Result<void> measure();
    std::optional<RasterPicture> pictureOf(GDALDataset& warped) const;

    Dataset m_dataset;
    RasterInfo m_info;
    std::string m_subject;
    std::optional<std::vector<Stretch>> m_stretches; ///< by band of colours
    std::mutex m_mutex;
};

int GdalRaster::colourBands() const {
    const int bands = m_dataset->GetRasterCount();
    const bool hasAlpha =
        m_dataset->GetRasterBand(bands)->GetColorInterpretation() == GCI_AlphaBand;
    const int colours = hasAlpha ? bands - 1 : bands;
    return colours >= kMostColours ? kMostColours : 1;
}

int reportTo(double, const char*, void* progress) {
    return static_cast<const Progress*>(progress)->cancelled() ? FALSE : TRUE;
}

Result<Dataset> GdalRaster::warped(const std::string& target,
                                   const std::array<double, 4>& extent,
                                   int width,
                                   int height,
                                   const Progress& progress) const {
    CPLStringList arguments;
    const auto add = [&](std::initializer_list<std::string> words) {
        for (const std::string& word : words) {
            arguments.AddString(word.c_str());
        }
    };
    add({"-of", "MEM", "-s_srs", m_info.crs, "-t_srs", target, "-dstalpha", "-et", "0.125", "-te"});
    for (const double side : extent) {
        add({numberText(side)});
    }
    add({"-ts", std::to_string(width), std::to_string(height)});
    add({"-r", palette() != nullptr ? "near" : "bilinear"});
    const std::unique_ptr<GDALWarpAppOptions, WarpOptionsFreer> options(
        GDALWarpAppOptionsNew(arguments.List(), nullptr));
    Progress copy = progress;
    GDALWarpAppOptionsSetProgress(options.get(), &reportTo, &copy);
    const CplMessages messages;
    GDALDatasetH source = GDALDataset::ToHandle(m_dataset.get());
    int wrongUse = FALSE;
    Dataset result(
        GDALDataset::FromHandle(GDALWarp("", nullptr, 1, &source, options.get(), &wrongUse)));
    if (progress.cancelled()) {
        return Error{ErrorCode::Cancelled, m_subject};
    }
    if (!result) {
        return Error{ErrorCode::ReadFailed, m_subject, messages.worst()};
    }
    return result;
}

/// The range of values, from an overview where there is one; bytes are taken as they are.
Result<void> GdalRaster::measure() {
    if (m_stretches) {
        return {};
    }
    std::vector<Stretch> stretches(static_cast<std::size_t>(colourBands()));
    for (std::size_t i = 0; i < stretches.size(); ++i) {
        GDALRasterBand& band = *m_dataset->GetRasterBand(static_cast<int>(i) + 1);
        if (band.GetRasterDataType() == GDT_Byte) {
            continue;
        }
        const CplMessages messages;
        double range[2] = {};
        if (band.ComputeRasterMinMax(TRUE, range) != CE_None) {
            return Error{ErrorCode::ReadFailed, m_subject, messages.worst()};
        }
        stretches[i] = {range[0], range[1] > range[0] ? range[1] : range[0] + 1.0};
    }
    m_stretches = std::move(stretches);
    return {};
}

/// Nothing: the values cannot be read.
std::optional<RasterPicture> GdalRaster::pictureOf(GDALDataset& warped) const {
    RasterPicture picture{warped.GetRasterXSize(), warped.GetRasterYSize()};
    const auto count =
        static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height);
    const auto valuesOf = [&](int band) {
        std::vector<double> values(count);
        const CPLErr read = warped.GetRasterBand(band)->RasterIO(GF_Read,
                                                                 0,
                                                                 0,
                                                                 picture.width,
                                                                 picture.height,
                                                                 values.data(),
                                                                 picture.width,
                                                                 picture.height,
                                                                 GDT_Float64,
                                                                 0,
                                                                 0,
                                                                 nullptr);
        return read == CE_None ? values : std::vector<double>();
    };
    // The opacity is up to 255, or up to the greatest value of the type of the other bands.
    const std::vector<double> alpha = valuesOf(warped.GetRasterCount());
    std::vector<std::vector<double>> colours;
    for (int band = 1; band <= colourBands(); ++band) {
        colours.push_back(valuesOf(band));
    }
    if (alpha.empty() || std::any_of(colours.begin(), colours.end(), [](const auto& values) {
            return values.empty();
        })) {
        return std::nullopt;
    }
    const double opaque = std::max(255.0, *std::max_element(alpha.begin(), alpha.end()));
    picture.pixels.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        auto a = static_cast<std::uint32_t>(alpha[i] / opaque * 255.0 + 0.5);
        std::array<std::uint32_t, kMostColours> rgb{};
        const GDALColorEntry* const entry =
            palette() == nullptr ? nullptr
                                 : palette()->GetColorEntry(static_cast<int>(colours[0][i]));
        for (std::size_t c = 0; c < rgb.size(); ++c) {
            const std::size_t band = std::min(c, colours.size() - 1);
            rgb[c] = (*m_stretches)[band].byteOf(colours[band][i]);
        }
        if (entry != nullptr) {
            rgb = {static_cast<std::uint32_t>(entry->c1),
                   static_cast<std::uint32_t>(entry->c2),
                   static_cast<std::uint32_t>(entry->c3)};
            a = a * static_cast<std::uint32_t>(entry->c4) / 255;
        }
        picture.pixels[i] = argb(a, rgb[0], rgb[1], rgb[2]);
    }
    return picture;
}

Result<RasterPicture> GdalRaster::read(const std::string& crs,
                                       const std::array<double, 4>& extent,
                                       int width,
                                       int height,
                                       const Progress& progress) {
    const std::string target = wktOfUser(crs);
    if (target.empty()) {
        return Error{ErrorCode::UnknownCrs, crs};
    }
    const std::lock_guard lock(m_mutex);
    if (auto measured = measure(); !measured) {
        return measured.error();
    }
    auto raster = warped(target, extent, width, height, progress);
    if (!raster) {
        return raster.error();
    }
    auto picture = pictureOf(**raster);
    return picture ? Result<RasterPicture>(std::move(*picture))
                   : Error{ErrorCode::ReadFailed, m_subject};
}

/// Extent of all pixels, for a raster turned against the axes too.
std::array<double, 4> extentOf(const double (&place)[6], int width, int height) {
    std::array<double, 4> extent{HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    for (const double column : {0.0, static_cast<double>(width)}) {
        for (const double row : {0.0, static_cast<double>(height)}) {
            const double x = place[0] + column * place[1] + row * place[2];
            const double y = place[3] + column * place[4] + row * place[5];
            extent = {std::min(extent[0], x),
                      std::min(extent[1], y),
                      std::max(extent[2], x),
                      std::max(extent[3], y)};
        }
    }
    return extent;
}

} // namespace

Result<std::unique_ptr<RasterSource>> RasterSource::open(const std::filesystem::path& path,
                                                         const std::string& crs) {
    registerRasterDrivers();
    const std::string subject = path.string();
    std::error_code missing;
    if (!std::filesystem::exists(path, missing)) {
        return Error{ErrorCode::FileNotFound, subject};
    }
    const CplMessages messages;
    constexpr unsigned kFlags = GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR;
    Dataset dataset(GDALDataset::Open(subject.c_str(), kFlags, kDrivers, nullptr, nullptr));
    if (!dataset) {
        const bool known =
            GDALIdentifyDriverEx(subject.c_str(), GDAL_OF_RASTER, kDrivers, nullptr) != nullptr;
        return Error{known ? ErrorCode::FileUnreadable : ErrorCode::FormatNotSupported,
                     subject,
                     messages.worst()};
    }
    RasterInfo info;
    const std::string driver = dataset->GetDriver()->GetDescription();
    info.format = driver == "GTiff" ? "GeoTIFF" : driver;
    info.width = dataset->GetRasterXSize();
    info.height = dataset->GetRasterYSize();
    double place[6];
    if (dataset->GetRasterCount() == 0 || dataset->GetGeoTransform(place) != CE_None) {
        return Error{ErrorCode::RasterWithoutPlace, subject};
    }
    info.extent = extentOf(place, info.width, info.height);
    info.hasOverviews = dataset->GetRasterBand(1)->GetOverviewCount() > 0;
    info.crs = crs.empty() ? wktOf(dataset->GetSpatialRef()) : wktOfUser(crs);
    if (info.crs.empty()) {
        return crs.empty() ? Error{ErrorCode::CrsUnclear, subject}
                           : Error{ErrorCode::UnknownCrs, crs};
    }
    return std::unique_ptr<RasterSource>(
        std::make_unique<GdalRaster>(std::move(dataset), std::move(info), subject));
}

} // namespace tuban::data
