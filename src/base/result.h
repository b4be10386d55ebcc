#pragma once

#include <cassert>
#include <utility>
#include <variant>

#include "base/error.h"

namespace tuban {

/// A value or an Error, with the names of std::expected (which g++ 12 lacks).
template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value) // NOLINT(google-explicit-constructor)
        : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) // NOLINT(google-explicit-constructor)
        : m_state(std::in_place_index<1>, std::move(error)) {}

    bool has_value() const { return m_state.index() == 0; } // NOLINT(readability-identifier-naming)
    explicit operator bool() const { return has_value(); }

    T& value() & { return assert(has_value()), *std::get_if<0>(&m_state); }
    const T& value() const& { return assert(has_value()), *std::get_if<0>(&m_state); }
    T&& value() && { return assert(has_value()), std::move(*std::get_if<0>(&m_state)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    const Error& error() const { return assert(!has_value()), *std::get_if<1>(&m_state); }

private:
    std::variant<T, Error> m_state;
};

/// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) // NOLINT(google-explicit-constructor)
        : m_failed(true),
          m_error(std::move(error)) {}

    bool has_value() const { return !m_failed; } // NOLINT(readability-identifier-naming)
    explicit operator bool() const { return has_value(); }
    const Error& error() const { return assert(m_failed), m_error; }

private:
    bool m_failed = false;
    Error m_error{ErrorCode::Cancelled, {}};
};

} // namespace tuban
