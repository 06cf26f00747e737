import { createHash, randomBytes, randomInt, scrypt } from 'node:crypto'

/** A new session token: 256 random bits, base64url. It exists in the clear on the phone only. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What the database keeps of a token. A fast hash is enough for 256 random bits. */
export function tokenHash(token: string): string {
  return sha256(token)
}

/** What is kept of a WeChat phone code, to know it again. */
export function phoneCodeHash(phoneCode: string): string {
  return sha256(`phone:${phoneCode}`)
}

/** What is kept of the secret in a sign-in picture. */
export function pictureHash(secret: string): string {
  return sha256(`picture:${secret}`)
}

/** What is kept of the secret that stays in a browser which asked to be signed in. */
export function browserSecretHash(secret: string): string {
  return sha256(`browser:${secret}`)
}

/**
 * What is kept of the eight digits under a sign-in picture. A fast hash is enough: they hold for two minutes, and whoever
 * finds them out can only let that browser in as themselves.
 */
export function typedCodeHash(code: string): string {
  return sha256(`typed-code:${code}`)
}

/** As many random digits. */
export function newDigits(count: 2 | 8): string {
  return String(randomInt(10 ** count)).padStart(count, '0')
}

export function commandHash(commandId: string, residentId: string): string {
  return sha256(`command:${commandId}:${residentId}`)
}

/**
 * The eight digits a command is answered with. They follow from the command's id, whose 80 random bits nobody else
 * knows, so that the same command sent again shows the same code although only hashes are stored. `attempt` steps on
 * where two commands meet on one code.
 */
export function codeOf(commandId: string, residentId: string, attempt: number): string {
  const digest = createHash('sha256').update(`code:${commandId}:${residentId}:${attempt}`).digest()
  return String(digest.readBigUInt64BE() % 100_000_000n).padStart(8, '0')
}

/**
 * What the database keeps of an eight-digit code. Slow on purpose: so few digits could be tried out offline within
 * the code's half hour (ASVS 6.5.2). The community salts it, because the code must be found by its hash.
 */
export function codeHash(communityId: string, code: string): Promise<string> {
  return new Promise((resolve, reject) => {
    scrypt(code, `one-time-code:${communityId}`, 32, { N: 4096 }, (error, key) => {
      if (error) reject(error)
      else resolve(key.toString('hex'))
    })
  })
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
