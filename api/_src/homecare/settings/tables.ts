export interface HomecareSettingTable {
  community_id: string
  version: number
  decision_days: number
  remind_days: number
  complaint_place: string
  complaint_phone: string
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    homecare_setting: HomecareSettingTable
  }
}
