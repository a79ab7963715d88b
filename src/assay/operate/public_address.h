// Which network addresses are public, and which a webhook must not reach.
#pragma once

#include <sys/socket.h>

namespace assay {

// False for loopback, private, link-local (with the clouds' metadata services), carrier-grade NAT,
// multicast, reserved and unspecified addresses, also when IPv6 wraps an IPv4 one; false for
// anything that is neither IPv4 nor IPv6.
bool IsPublicAddress(const sockaddr* address);

}  // namespace assay
