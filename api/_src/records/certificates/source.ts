import type { DeliverySource, Message } from '../../platform/deliver/source.ts'
import { listUntold, markTold, type CertificateRow } from './store.ts'
import type { CertificateStep } from './tables.ts'

/** Certificates as their own outbox: the volunteer hears what became of a request. */
export const certificateSource: DeliverySource = {
  name: 'certificates',
  async pending(db, scope, limit) {
    return (await listUntold(db, scope, limit)).map((row) => ({
      communityId: row.community_id,
      id: row.id,
      version: row.version,
      messages: row.history
        .filter(({ version }) => version > row.notified_version)
        .flatMap((step) => messagesFor(row, step).map((message) => ({ ...message, version: step.version }))),
    }))
  },
  markNotified: markTold,
}

function wordsFor({ facts, public_until: until }: CertificateRow, { kind, words }: CertificateStep) {
  const paper = facts?.isProof ? '志愿服务证明' : '服务记录'
  if (kind === 'issued') return [`${paper}出好了`, '点开就能看、能存、能打印，不收钱。']
  if (kind === 'held') return ['服务时长的公示先停一停', `社区在核对：${words}`]
  if (kind === 'released') return ['核对好了，公示接着走', `公示到 ${until}，没有别的事就出具。`]
  if (kind === 'refused') return ['这次没有出具', `${words}。有话说，打电话给社区。`.replace('。。', '。')]
  if (kind === 'revoked') return [`${paper}撤销了`, `${words}。以前打印的不能再用。`.replace('。。', '。')]
  return undefined
}

function messagesFor(row: CertificateRow, step: CertificateStep): Message[] {
  const words = wordsFor(row, step)
  if (!words) return []
  const [title = '', body = ''] = words
  const recipient = { kind: 'resident' as const, id: row.resident_id }
  return [{ recipient, topic: 'volunteering', title, body, page: '/records/certificates/index', at: new Date(step.at) }]
}
