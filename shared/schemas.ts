import * as z from 'zod/mini'

/** A 26-character ULID made by the side that first needs it. */
export const Id = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/))
/** The 12-digit code of a community in the national statistics code. */
export const CommunityId = z.string().check(z.regex(/^\d{12}$/))
/** City 4, district 6, street 9, community 12, grid 15 digits. */
export const AreaCode = z.string().check(z.regex(/^(\d{4}|\d{6}|\d{9}|\d{12}|\d{15})$/))
/** An instant in UTC, `2026-11-24T02:30:00.000Z`. */
export const Instant = z.iso.datetime()
/** A local calendar day, `2026-11-24`. */
export const Day = z.iso.date()
/** A whole number of rows, places, presses: never negative. */
export const Count = z.int().check(z.minimum(0))

/** Text a person typed: trimmed, not empty, at most `longest` characters. */
export const typedText = (longest: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(longest))
/** Text a person may leave empty. */
export const optionalText = (longest: number) => z.string().check(z.trim(), z.maxLength(longest))
/** A telephone number as dialled in China: mobile, or area code and number. */
export const Phone = z.string().check(z.regex(/^(1\d{10}|0\d{2,3}-?\d{7,8}|\d{3,5})$/))

/**
 * For whom something is done: always named by the caller and always checked against what the account may act for
 * (itself, or somebody who delegated), so that a family member needs no switch before helping.
 */
export const PersonRef = z.object({ communityId: CommunityId, residentId: Id })
export type PersonRef = z.infer<typeof PersonRef>
