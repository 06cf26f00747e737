import type { Output } from '../../../shared/contract.ts'
import { wrongField } from '../../../shared/help/settings-check.ts'
import type { settingsContract } from '../../../shared/help/settings-contract.ts'
import { ok, refuse } from '../../../shared/result.ts'
import { staffedAreas } from '../people/index.ts'
import { holdsRoleOver, type Actor } from '../platform/actor.ts'
import type { Handlers } from '../platform/slice.ts'
import { deskGrants } from './duty.ts'
import { findSettings, writeSettings, type StoredSettings } from './store-settings.ts'

const mayChangeRoles = ['community_staff', 'admin'] as const

/** What a community sets about its help calls. */
export const settingsHandlers: Handlers<typeof settingsContract> = {
  async 'help.settings'({ communityId }, { actor, db }) {
    const own = [...new Set(deskGrants(actor).flatMap((grant) => grant.communityIds))]
    const wanted = communityId ?? own[0]
    if (wanted === undefined || !own.includes(wanted)) return refuse('not_found')
    const [stored, name] = await Promise.all([findSettings(db, wanted), nameOf(db, wanted)])
    return ok(current(wanted, name, stored, actor))
  },

  async 'help.saveSettings'({ communityId, version, settings }, { actor, db, now }) {
    if (!holdsRoleOver(actor, mayChangeRoles, communityId)) return refuse('not_found')
    const field = wrongField(settings)
    if (field !== undefined) return refuse('invalid_input', { fields: [`settings.${field}`] })
    const change = { communityId, version, settings, by: actor.accountId, now }
    if (await writeSettings(db, change)) {
      return ok(
        current(communityId, await nameOf(db, communityId), { settings, version: version + 1, changedAt: now }, actor),
      )
    }
    const [stored, name] = await Promise.all([findSettings(db, communityId), nameOf(db, communityId)])
    const isRepeat = stored.version === version + 1 && JSON.stringify(stored.settings) === JSON.stringify(settings)
    return isRepeat ? ok(current(communityId, name, stored, actor)) : refuse('conflict', { version: stored.version })
  },
}

type Current = Output<(typeof settingsContract)['help.settings']>

function current(communityId: string, communityName: string, stored: StoredSettings, actor: Actor): Current {
  const { settings, version, changedAt } = stored
  return {
    communityId,
    communityName,
    settings: {
      ...settings,
      rules: settings.rules.map((rule) => ({ ...rule, intents: [...rule.intents], levels: [...rule.levels] })),
    },
    version,
    changedAt: changedAt?.toISOString() ?? null,
    mayChange: holdsRoleOver(actor, mayChangeRoles, communityId),
  }
}

async function nameOf(db: Parameters<typeof staffedAreas>[0], communityId: string): Promise<string> {
  const [area] = await staffedAreas(db, [communityId])
  return area?.name ?? ''
}
