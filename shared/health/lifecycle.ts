/** For what health facts are kept, each with an agreement of its own (PIPL §29): 家庭医生, 体检, 转诊. */
export const healthPurposes = ['doctor', 'check_up', 'referral'] as const
export type HealthPurpose = (typeof healthPurposes)[number]

/** The wording of the three agreements that is in force: written down with each agreement. */
export const healthAgreementVersion = '2026-11'

/** How an agreement was given: by the person, by family for them, or read out to them by a doctor or staff. */
export const healthAgreementWays = ['self', 'family', 'staff'] as const
export type HealthAgreementWay = (typeof healthAgreementWays)[number]

/** 重点人群 of 国家基本公共卫生服务规范. */
export const focusGroups = [
  'hypertension',
  'diabetes',
  'heart',
  'stroke',
  'over_65',
  'disabled',
  'maternity',
  'small_child',
  'tuberculosis',
] as const
export type FocusGroup = (typeof focusGroups)[number]

/** Days before the end of a doctor's year at which the person is asked whether to go on. */
export const remindDaysBefore = 30

/** 来, 不来, 要人接. */
export const checkUpAnswers = ['coming', 'not_coming', 'fetch'] as const
export type CheckUpAnswer = (typeof checkUpAnswers)[number]

/** What came of ringing somebody up. */
export const ringResults = [...checkUpAnswers, 'not_reached'] as const
export type RingResult = (typeof ringResults)[number]

/** Most people of one check-up: more are asked grid by grid. */
export const mostInvited = 500
/** From this age on somebody without an account is rung at once. */
export const ringFirstFrom = 80

/**
 * `written`: waits for the person's word. `given`: agreed, the letter is out. `turned_down`: the hospital did not take
 * the person. `answered`: the hospital has written back, the follow-up is due. `erased`: the agreement was taken back.
 */
export const referralStatuses = [
  'written',
  'given',
  'refused',
  'cancelled',
  'accepted',
  'turned_down',
  'answered',
  'done',
  'erased',
] as const
export type ReferralStatus = (typeof referralStatuses)[number]

/** What a referral's history can hold: its moves, and the clock's word that the follow-up is due. */
export const referralSteps = [
  'written',
  'given',
  'refused',
  'cancelled',
  'accepted',
  'turned_down',
  'answered',
  'follow_up_due',
  'done',
  'erased',
] as const
export type ReferralStep = (typeof referralSteps)[number]
