#pragma once

#include "data/feature_source.h"
#include "data/sources/text_encoding.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

class GDALDataset;
class OGRLayer;

namespace tuban::data {

/// How to open a file with GDAL: only these drivers may look at it.
struct OgrAccess {
    std::string format; ///< for users
    std::vector<const char*> drivers;
    std::vector<const char*> options = {};
};

/// Any layer of a local file that GDAL's allow-listed drivers read. GDAL reads in the calling
/// thread; with several threads the others turn geometries into chunks and run the sink meanwhile.
class OgrSource final : public FeatureSource {
public:
    /// `paths`: files as GDAL names them (several for a zip archive); `shown`: the path for users.
    /// Errors: those of openSource.
    static Result<std::unique_ptr<OgrSource>> open(const std::string& shown,
                                                   const std::vector<std::string>& paths,
                                                   const std::vector<OgrAccess>& access,
                                                   const std::optional<std::string>& layer);
    ~OgrSource() override;

    const SourceInfo& info() const override { return m_info; }
    Result<ScanSummary>
    scan(const ScanRequest& request, const ChunkSink& sink, const Progress& progress) override;

private:
    struct Closer {
        void operator()(GDALDataset* dataset) const;
    };
    using DatasetPtr = std::unique_ptr<GDALDataset, Closer>;

    static Result<DatasetPtr> openDataset(const std::string& path, const OgrAccess& access);
    OgrSource(DatasetPtr dataset, OGRLayer* layer);
    void describe(const std::string& shown, const std::string& path, const std::string& format);
    void describeFields();
    void ignoreFieldsBut(const ScanRequest& request);

    DatasetPtr m_dataset;
    OGRLayer* m_layer; ///< owned by the dataset
    bool m_swapAxes = false;
    std::optional<TextConverter> m_converter = {}; ///< of raw texts; empty: they should be UTF-8
    SourceInfo m_info;
};

} // namespace tuban::data
