import { dayOf } from '../../../../shared/time.ts'
import { accountsAround, type AccountAround } from '../../people/index.ts'
import type { DeliverySource, Message } from '../../platform/deliver/source.ts'
import type { VolunteerStep } from '../tables.ts'
import { isAnswer } from './decide.ts'
import { mayAnswer } from './guardians.ts'
import { listUntold, markTold, type UntoldVolunteer } from './store-outbox.ts'

/** Who is under 18, as their own outbox: guardians hear that they are waited for, the child what they said. */
export const guardianNews: DeliverySource = {
  name: 'volunteers under 18',
  async pending(db, scope, limit) {
    const rows = (await listUntold(db, scope, limit)).map((row) => ({ ...row, last: lastNews(row) }))
    const asking = rows.filter((row) => row.last !== undefined && asks(row, row.last))
    const accounts = await accountsAround(db, {
      phones: asking.map(({ guardian }) => guardian?.phone ?? ''),
      persons: asking,
      now: new Date(Math.max(...asking.map(({ last }) => Date.parse(last?.at ?? '')))),
    })
    return rows.map(({ last, ...row }) => ({
      communityId: row.communityId,
      id: row.residentId,
      version: row.newsVersion,
      messages:
        last === undefined ? [] : messagesOf(row, last, accounts).map((one) => ({ ...one, version: last.tells ?? 0 })),
    }))
  },
  markNotified: markTold,
}

/** Only the last counts: what was agreed to meanwhile is asked for no more, and what was taken back is not agreed to. */
function lastNews({ status, name, history }: UntoldVolunteer): VolunteerStep | undefined {
  return status === 'left' || name === null ? undefined : history.findLast(({ tells }) => tells !== undefined)
}

function asks({ guardian }: UntoldVolunteer, step: VolunteerStep): boolean {
  return !isAnswer(step) && guardian !== null && guardian.agreedAt === null
}

/** Nothing of the child but the name: a number may have been mistyped, and then a stranger reads it. */
function messagesOf(row: UntoldVolunteer, step: VolunteerStep, accounts: readonly AccountAround[]): Message[] {
  const at = new Date(step.at)
  const topic = 'volunteering' as const
  if (asks(row, step)) {
    return accounts
      .filter((account) => mayAnswer(account, row, row, dayOf(at)))
      .map(({ accountId }) => ({
        recipient: { kind: 'account', id: accountId },
        topic,
        title: `${row.name}想当志愿者，等您点头`,
        body: '点开看看，同意就点一下。不同意，或者不认识，都不用点。',
        page: `/volunteers/guardian/index?community=${row.communityId}`,
        at,
      }))
  }
  if (!isAnswer(step)) return []
  const recipient = { kind: 'resident' as const, id: row.residentId }
  return [{ recipient, topic, ...answerWords(row, step), page: '/volunteers/profile/index', at }]
}

function answerWords({ status }: UntoldVolunteer, { what, by }: VolunteerStep): Pick<Message, 'title' | 'body'> {
  if (what === 'guardian_withdrew') {
    return { title: '家长收回了同意', body: '先不能报新的班次。已经报上的，请自己退掉。' }
  }
  const title = by === undefined ? '家长点头了' : '家长签字的纸，社区收到了'
  return { title, body: status === 'paused' ? '等您歇好了，就能去报一班。' : '现在就能去报一班。' }
}
