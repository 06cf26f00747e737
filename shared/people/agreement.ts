/** The version of the privacy agreement that is in force. A new version asks everybody again. */
export const privacyAgreementVersion = '2026-11'
