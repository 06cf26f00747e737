import { ok, refuse } from '../../../../shared/result.ts'
import type { settingsContract } from '../../../../shared/volunteers/settings-contract.ts'
import type { VolunteerSettings, VolunteerSettingsView } from '../../../../shared/volunteers/settings.ts'
import { starsRise } from '../../../../shared/volunteers/stars-rise.ts'
import type { Handlers } from '../../platform/slice.ts'
import { isDesk } from '../registration/doer.ts'
import { readSettings, writeSettings, type KeptSettings } from './store.ts'

export const settingsHandlers: Handlers<typeof settingsContract> = {
  'volunteers.settings': async ({ communityId }, { db, actor }) => {
    if (!isDesk(actor, communityId)) return refuse('not_allowed')
    return ok(toView(await readSettings(db, communityId)))
  },

  'volunteers.saveSettings': async ({ communityId, version, settings }, { db, actor, now }) => {
    if (!isDesk(actor, communityId)) return refuse('not_allowed')
    if (!starsRise(settings.starHours)) return refuse('invalid_input', { fields: ['settings.starHours'] })
    // Whoever may call it 证明 must say who that is.
    if (settings.isRecordingUnit && settings.unitName === '') {
      return refuse('invalid_input', { fields: ['settings.unitName'] })
    }
    const by = actor.displayName
    const isWritten = await writeSettings(db, communityId, version, { settings, by }, now)
    if (isWritten) return ok(toView({ settings, version: version + 1, changedByName: by, changedAt: now }))
    const present = await readSettings(db, communityId)
    return isSame(present.settings, settings) ? ok(toView(present)) : refuse('conflict')
  },
}

function toView({ changedAt, ...kept }: KeptSettings): VolunteerSettingsView {
  return { ...kept, changedAt: changedAt?.toISOString() ?? null }
}

/** The same words, in whatever order a database keeps them. */
function isSame(one: VolunteerSettings, other: VolunteerSettings): boolean {
  const keys = Object.keys(other) as (keyof VolunteerSettings)[]
  return keys.every((key) => JSON.stringify(one[key]) === JSON.stringify(other[key]))
}
