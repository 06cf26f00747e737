import type { surveyContract } from '../../../../shared/homecare/survey-contract.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { recordAccess } from '../../people/index.ts'
import type { Handlers } from '../../platform/slice.ts'
import { listMine } from '../mine/store.ts'
import { mineLines } from '../mine/view.ts'
import { carePerson, doerName } from '../person.ts'
import { saveSurvey } from './decide.ts'
import { insertSurvey, readSurvey, updateSurvey } from './store.ts'
import { contentOf, surveyView } from './view.ts'

type SurveyEndpoints = 'homecare.mine' | 'homecare.survey' | 'homecare.saveSurvey'

export const surveyHandlers: Pick<Handlers<typeof surveyContract>, SurveyEndpoints> = {
  async 'homecare.mine'(_, { actor, db }) {
    const persons = actor.identities.filter(({ relation, scopes }) => relation === 'self' || scopes.includes('apply'))
    return ok({ lines: mineLines(await listMine(db, persons)) })
  },

  async 'homecare.survey'({ person, surveyId }, { actor, db, now, newId }) {
    const { home, survey } = await readSurvey(db, person, surveyId)
    const found = home && carePerson(actor, person, home)
    if (!found || (survey && survey.resident_id !== person.residentId)) return refuse('not_found')
    if (found.way === 'staff') {
      const { accountId } = actor
      await recordAccess(db, { id: newId(), ...person, accountId, purpose: 'home_care', at: now })
    }
    return ok({ name: found.name, survey: survey ? surveyView(survey) : null })
  },

  async 'homecare.saveSurvey'({ id, person, version, submit, ...content }, { actor, db, now }) {
    const { home, survey } = await readSurvey(db, person, id)
    const found = home && carePerson(actor, person, home)
    if (!found) return refuse('not_found')
    const kept = survey && {
      residentId: survey.resident_id,
      status: survey.status,
      version: survey.version,
      byAccountId: survey.by_account_id,
      content: contentOf(survey),
    }
    const { accountId } = actor
    const decision = saveSurvey(kept, { residentId: person.residentId, accountId, version, submit, content })
    if (!decision.ok) return decision
    const { do: what, ability, status } = decision.data
    if (what === 'nothing' && survey) return ok(surveyView(survey))
    const row = {
      community_id: person.communityId,
      id,
      resident_id: person.residentId,
      resident_name: found.name,
      grid_code: found.gridCode,
      address: found.address,
      ...content,
      carer: content.carer ?? ('' as const),
      way: found.way,
      by_account_id: accountId,
      by_name: doerName(actor, person, found.way),
      ability,
      status,
      draft_of: status === 'draft' ? person.residentId : null,
      version: 1,
      changed_at: now,
      submitted_at: status === 'draft' ? null : now,
    }
    const isWritten =
      what === 'insert' ? (await insertSurvey(db, row)) === 'done' : await updateSurvey(db, row, version)
    if (!isWritten) return refuse('conflict')
    return ok(surveyView({ ...row, version: what === 'insert' ? 1 : version + 1 }))
  },
}
