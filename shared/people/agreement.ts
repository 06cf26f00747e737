/** The version of the privacy agreement that is in force. A new version asks everybody again. */
export const privacyAgreementVersion = '2026-11-3'

/** The version of the separate agreement to keep a care card (PIPL §29): what is written down at each agreement. */
export const careAgreementVersion = '2026-11'
