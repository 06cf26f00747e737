import type { Db } from '../platform/db/tables.ts'
import { codeExpiresAt } from './decide.ts'
import { codeHash, codeOf, commandHash } from './secrets.ts'
import { issueCode, type NewCode } from './store-code.ts'

type Request = Omit<NewCode, 'codeHash' | 'commandHash' | 'issuedAt' | 'expiresAt'> & { id: string }

/** How often two commands may meet on the same eight digits before something else is wrong. */
const mostCollisions = 5

/** The code that answers this command, shown once and stored hashed; the same command again shows the same code. */
export async function showCode(db: Db, { id, ...request }: Request, now: Date) {
  const { communityId, residentId } = request
  const times = { issuedAt: now, expiresAt: codeExpiresAt(now) }
  for (let attempt = 0; attempt < mostCollisions; attempt += 1) {
    const code = codeOf(id, residentId, attempt)
    const hashes = { codeHash: await codeHash(communityId, code), commandHash: commandHash(id, residentId) }
    const expiresAt = await issueCode(db, { ...request, ...times, ...hashes })
    if (expiresAt !== undefined) return { code, expiresAt: expiresAt.toISOString() }
  }
  throw new Error('no free one-time code was found')
}
