import type { healthContract } from '../../../../shared/health/contract.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { dayOf } from '../../../../shared/time.ts'
import { actsFor } from '../../platform/actor.ts'
import type { Handlers } from '../../platform/slice.ts'
import { invitationsOf } from '../check-up/store.ts'
import { myCheckUp } from '../check-up/view.ts'
import { erase } from './erase.ts'
import { findFile } from './store.ts'
import { fileView } from './view.ts'
import { say, speaker } from './words.ts'

const invitationsShown = 10

export const fileHandlers: Pick<Handlers<typeof healthContract>, 'health.mine' | 'health.agree'> = {
  'health.mine': async ({ person }, { db, actor, now }) => {
    if (actsFor(actor, person, 'see') === undefined) return refuse('not_delegated')
    const file = await findFile(db, person)
    const invitations = await invitationsOf(db, person, invitationsShown)
    return ok({
      file: fileView(file, dayOf(now)),
      checkUps: invitations.map((one) => myCheckUp(one, file?.check_up_agreed === 1, now)),
    })
  },

  'health.agree': async ({ id, person, purpose, agreed }, context) => {
    const { db, actor, now, announce } = context
    const identity = actsFor(actor, person, 'apply')
    if (identity === undefined) return refuse('not_delegated')
    const before = await findFile(db, person)
    if (!(await say(context, person, before, { id, purpose, agreed, ...speaker(actor, identity) }))) {
      return refuse('conflict')
    }
    const file = await findFile(db, person)
    // Also when the word was said before: what a lost request left behind goes now.
    if (!agreed && file?.[`${purpose}_agreed`] !== 1) await erase(db, person, purpose, now)
    if (file?.untold === 1) announce({ communityId: person.communityId, id: file.id })
    return ok(fileView(file, dayOf(now)))
  },
}
