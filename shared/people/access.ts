/**
 * Why somebody saw what is on file about a resident, or changed it: one line of the access list ("谁看过我的资料") each.
 * A new purpose gets its words in miniapp/text/access.ts.
 */
export const accessPurposes = [
  'help_card',
  'bind_code',
  'record_changed',
  'care_card',
  'care_card_changed',
  'call_file',
  'care_call',
  'home_care',
  'visit_photo',
  'door_code',
  'health_file',
  'referral',
  'check_up',
  'material_photo',
  'volunteer_file',
  'volunteer_request',
  'volunteer_export',
] as const
export type AccessPurpose = (typeof accessPurposes)[number]
