/**
 * Sent by the phone as `x-contract`. Raised with every release that adds fields; an old phone keeps working, because
 * fields are added and never repurposed.
 */
export const CONTRACT_VERSION = 1
