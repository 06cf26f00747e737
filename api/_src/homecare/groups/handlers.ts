import { groupsOf, type ResidentGroup } from '../../../../shared/homecare/groups.ts'
import type { NotedGroup, surveyContract } from '../../../../shared/homecare/survey-contract.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { dayOf } from '../../../../shared/time.ts'
import { recordAccess } from '../../people/index.ts'
import type { Handlers } from '../../platform/slice.ts'
import { carePerson } from '../person.ts'
import { isInForce } from './decide.ts'
import { noteGroup, readGroups, type NotedRow } from './store.ts'

type GroupEndpoints = 'homecare.groups' | 'homecare.noteGroup'

export const groupHandlers: Pick<Handlers<typeof surveyContract>, GroupEndpoints> = {
  async 'homecare.groups'({ person }, { actor, db, now, newId }) {
    const { home, noted } = await readGroups(db, person)
    const found = home && carePerson(actor, person, home)
    if (found?.way !== 'staff') return refuse('not_found')
    const { accountId } = actor
    await recordAccess(db, { id: newId(), ...person, accountId, purpose: 'home_care', at: now })
    const today = dayOf(now)
    const inForce: ResidentGroup[] = noted.filter((row) => isInForce(row, today)).map(({ group_code: group }) => group)
    const groups = groupsOf({ birthDate: found.birthDate, livingAlone: found.livingAlone, noted: inForce }, today)
    return ok({ name: found.name, groups, noted: noted.map(notedView) })
  },

  async 'homecare.noteGroup'({ person, group, since, until, proof }, { actor, db, now, newId }) {
    if (until !== null && until < since) return refuse('days_reversed')
    const { home } = await readGroups(db, person)
    const found = home && carePerson(actor, person, home)
    if (found?.way !== 'staff') return refuse('not_found')
    const { accountId } = actor
    await recordAccess(db, { id: newId(), ...person, accountId, purpose: 'record_changed', at: now })
    const row: NotedRow = {
      community_id: person.communityId,
      resident_id: person.residentId,
      group_code: group,
      since,
      until,
      proof,
      noted_by: accountId,
      noted_by_name: actor.displayName,
      noted_at: now,
    }
    await noteGroup(db, row)
    return ok(notedView(row))
  },
}

function notedView(row: NotedRow): NotedGroup {
  const { group_code: group, since, until, proof, noted_by_name: notedByName } = row
  return { group, since, until, proof, notedByName }
}
