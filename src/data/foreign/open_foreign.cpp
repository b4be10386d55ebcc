#include "data/foreign/foreign_reader.h"
#include "data/foreign/reader_process.h"
#include "data/sources/text_encoding.h"

#include <algorithm>
#include <utility>

namespace tuban::data {

namespace {

using wire::Arrival;
using wire::FrameHeader;
using wire::FrameType;

/// The files of one call, read by one process.
class ProcessReader final : public ForeignReader {
public:
    ProcessReader(ReaderProcess process, const ForeignOptions& options, std::string shown)
        : m_process(std::move(process)), m_limits(options.limits), m_shown(std::move(shown)) {}

    const std::vector<ForeignLayer>& layers() const override { return m_contents.layers; }
    const std::vector<Finding>& findings() const override { return m_contents.findings; }

    Result<void>
    open(const ChosenFiles& files, const ForeignOptions& options, const Progress& progress);
    Result<void> read(std::size_t layer, const Sink& sink, const Progress& progress) override;

private:
    Result<FrameType> next(const Progress& progress);
    Result<void> handOn(const ForeignLayer& layer, const Sink& sink, bool& wanted);
    Result<void> finish();
    void count(const ForeignLayer& layer, const Progress& progress) const;
    Error lost(Arrival arrival, const Progress& progress);
    Error broken();
    Error failed();

    ReaderProcess m_process;
    ForeignLimits m_limits;
    std::string m_shown; ///< the file that messages name
    wire::Contents m_contents;
    std::string m_body; ///< of the frame that came last
    std::uint64_t m_read = 0;
    bool m_ended = false;
};

Result<void> ProcessReader::open(const ChosenFiles& files,
                                 const ForeignOptions& options,
                                 const Progress& progress) {
    wire::OpenRequest request = files.request();
    request.options = options;
    if (!m_process.channel().send(FrameType::Open, wire::encode(request)) ||
        !m_process.channel().sendDescriptors(files.descriptors())) {
        return lost(Arrival::Closed, progress);
    }
    while (true) {
        const auto type = next(progress);
        if (!type) {
            return type.error();
        }
        if (*type == FrameType::Alive) {
            continue;
        }
        if (*type == FrameType::Failed) {
            return failed();
        }
        auto contents = wire::decodeContents(m_body);
        if (*type != FrameType::Opened || !contents) {
            return broken();
        }
        m_contents = std::move(*contents);
        return {};
    }
}

Result<void> ProcessReader::read(std::size_t index, const Sink& sink, const Progress& progress) {
    if (index >= m_contents.layers.size()) {
        return Error{ErrorCode::LayerNotFound, std::to_string(index)};
    }
    if (m_ended) {
        return Error{ErrorCode::ReaderDied, m_shown, "it had ended before"};
    }
    const ForeignLayer& layer = m_contents.layers[index];
    m_shown = layer.file.string();
    std::string body;
    wire::Writer(body).number(static_cast<std::uint32_t>(index));
    if (!m_process.channel().send(FrameType::Read, body)) {
        return lost(Arrival::Closed, progress);
    }
    m_read = 0;
    bool wanted = true;
    while (true) {
        const auto type = next(progress);
        if (!type) {
            return type.error();
        }
        switch (*type) {
        case FrameType::Alive:
            break;
        case FrameType::Features:
            if (auto done = handOn(layer, sink, wanted); !done) {
                return done;
            }
            count(layer, progress);
            break;
        case FrameType::Done:
            return finish();
        case FrameType::Failed:
            return failed();
        default:
            return broken();
        }
    }
}

/// A batch to the sink; what comes after it wants no more is dropped.
Result<void> ProcessReader::handOn(const ForeignLayer& layer, const Sink& sink, bool& wanted) {
    if (!wanted) {
        return {};
    }
    wire::BatchReader batch(m_body, layer.fields.size());
    while (!batch.atEnd()) {
        ForeignFeature feature;
        if (!batch.next(feature)) {
            return broken();
        }
        ++m_read;
        if (!sink(std::move(feature))) {
            wanted = false;
            m_process.channel().send(FrameType::Stop, {});
            return {};
        }
    }
    return {};
}

/// Takes over what the reader had to say, once.
Result<void> ProcessReader::finish() {
    auto findings = wire::decodeFindings(m_body);
    if (!findings) {
        return broken();
    }
    for (Finding& finding : *findings) {
        const auto same = [&](const Finding& other) {
            return other.code == finding.code && other.layer == finding.layer &&
                   !other.values.empty() && !finding.values.empty() &&
                   other.values.front() == finding.values.front();
        };
        auto& all = m_contents.findings;
        if (std::none_of(all.begin(), all.end(), same)) {
            all.push_back(std::move(finding));
        }
    }
    return {};
}

void ProcessReader::count(const ForeignLayer& layer, const Progress& progress) const {
    if (layer.features && *layer.features > 0) {
        progress.report(
            std::min(1.0, static_cast<double>(m_read) / static_cast<double>(*layer.features)));
    }
}

Result<FrameType> ProcessReader::next(const Progress& progress) {
    FrameHeader header;
    const auto interrupted = [&](std::chrono::milliseconds silence) {
        return progress.cancelled() || silence >= m_limits.silence;
    };
    const Arrival arrival = m_process.channel().receive(header, m_body, interrupted);
    if (arrival != Arrival::Here) {
        return lost(arrival, progress);
    }
    return static_cast<FrameType>(header.type);
}

/// Why nothing comes any more.
Error ProcessReader::lost(Arrival arrival, const Progress& progress) {
    m_ended = true;
    const std::string how = m_process.end();
    if (arrival == Arrival::Interrupted) {
        if (progress.cancelled()) {
            return {ErrorCode::Cancelled, m_shown};
        }
        return {ErrorCode::ReaderTooSlow, m_shown, std::to_string(m_limits.silence.count()) + " s"};
    }
    if (m_process.exitCode() == wire::kExitMemory) {
        constexpr std::uint64_t kMiB = 1024 * 1024;
        return {ErrorCode::ReaderTooLarge,
                m_shown,
                std::to_string(m_limits.memoryBytes / kMiB) + " MiB"};
    }
    return {ErrorCode::ReaderDied, m_shown, how};
}

/// The process says what a reader never says: it is not trusted any further.
Error ProcessReader::broken() {
    m_ended = true;
    m_process.end();
    return {ErrorCode::ReaderDied, m_shown, "its answer makes no sense"};
}

Error ProcessReader::failed() {
    auto error = wire::decodeError(m_body);
    return error ? *error : broken();
}

} // namespace

Result<std::unique_ptr<ForeignReader>>
openForeignWith(const ReaderProgram& program,
                const std::vector<std::filesystem::path>& chosen,
                const ForeignOptions& options,
                const Progress& progress) {
    if (!options.encoding.empty() && !TextConverter::from(options.encoding)) {
        return Error{ErrorCode::BadArgument, options.encoding};
    }
    auto files = ChosenFiles::open(chosen);
    if (!files) {
        return files.error();
    }
    auto process = ReaderProcess::start(program);
    if (!process) {
        return process.error();
    }
    const std::string shown = chosen.empty() ? std::string() : chosen.front().string();
    auto reader = std::make_unique<ProcessReader>(std::move(*process), options, shown);
    if (auto opened = reader->open(*files, options, progress); !opened) {
        return opened.error();
    }
    return std::unique_ptr<ForeignReader>(std::move(reader));
}

Result<std::unique_ptr<ForeignReader>> openForeign(const std::vector<std::filesystem::path>& chosen,
                                                   const ForeignOptions& options,
                                                   const Progress& progress) {
    return openForeignWith(readerProgram(), chosen, options, progress);
}

} // namespace tuban::data
