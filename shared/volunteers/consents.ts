/**
 * What a volunteer agrees to, each on its own (PIPL §14, 民政部令67号 Art. 6). `records`: the registration and the time
 * served are recorded; without it nobody can be a volunteer. `calls`: asked when somebody is missing at the last minute.
 * `publicity`: the name on publicity and commendation lists. `ranking`: stands in the ranking of hours.
 */
export const consentPurposes = ['records', 'calls', 'publicity', 'ranking'] as const
export type ConsentPurpose = (typeof consentPurposes)[number]

/** True when the last answer to this purpose was yes. Who was never asked has not agreed. */
export function agreesTo(
  consents: readonly { purpose: string; agreed: boolean }[] | null,
  purpose: ConsentPurpose,
): boolean {
  const answers = (consents ?? []).filter((consent) => consent.purpose === purpose)
  return answers[answers.length - 1]?.agreed ?? false
}
