import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { CommunityId, Count } from '../schemas.ts'
import { VolunteerSettings, VolunteerSettingsView } from './settings-schemas.ts'

export const settingsContract = {
  'volunteers.settings': query({
    summary: 'What this community decided about its volunteers',
    callers: ['community_staff', 'admin'],
    input: z.object({ communityId: CommunityId }),
    output: VolunteerSettingsView,
    errors: ['not_allowed'],
    roundTrips: 2,
  }),
  'volunteers.saveSettings': command({
    summary: 'Change it, all at once; `version` is the one that was read',
    callers: ['community_staff', 'admin'],
    input: z.object({ communityId: CommunityId, version: Count, settings: VolunteerSettings }),
    output: VolunteerSettingsView,
    errors: ['not_allowed', 'invalid_input', 'conflict'],
    roundTrips: 3,
  }),
} satisfies Contract
