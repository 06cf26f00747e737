import * as z from 'zod/mini'
import { command, staffRoles, type Contract } from '../contract.ts'
import { Id, Instant, optionalText } from '../schemas.ts'

const Secret = z.string().check(z.regex(/^[\w-]{43}$/))

/** What a phone scanned or what was typed into it. */
const Shown = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('picture'), secret: Secret }),
  z.object({ kind: z.literal('code'), code: z.string().check(z.regex(/^\d{8}$/)) }),
])

/** Signing in on a computer: the browser asks, a phone that is signed in sees what is asked and agrees, the browser collects. */
export const signInContract = {
  'people.askSignIn': command({
    summary: 'A browser asks to be signed in: what it shows, and a secret that never leaves it. Valid for two minutes',
    callers: ['anyone'],
    input: z.object({ userAgent: optionalText(400) }),
    output: z.object({
      signInId: Id,
      /** Stays in the browser that asked: without it nothing is handed out. */
      browserSecret: Secret,
      /** What the picture holds, and the digits that stand for it where nothing can be scanned. */
      picture: z.string(),
      code: z.string().check(z.regex(/^\d{8}$/)),
      /** Two digits, shown on both screens. */
      matching: z.string().check(z.regex(/^\d{2}$/)),
      expiresAt: Instant,
    }),
    errors: [],
    roundTrips: 5,
  }),
  'people.seeSignIn': command({
    summary: 'On the phone: which browser asks. From here on only this account can agree or refuse',
    callers: staffRoles,
    input: z.object({ shown: Shown }),
    output: z.object({
      signInId: Id,
      /** `Windows 电脑，Edge 浏览器`: as the browser calls itself. */
      browser: z.string(),
      matching: z.string(),
      askedAt: Instant,
      expiresAt: Instant,
    }),
    errors: ['sign_in_unknown', 'sign_in_expired', 'sign_in_used', 'sign_in_too_often'],
    roundTrips: 5,
  }),
  'people.confirmSignIn': command({
    summary: 'On the phone: let that browser in as me, or refuse it',
    callers: staffRoles,
    input: z.object({ signInId: Id, agreed: z.boolean() }),
    output: z.object({}),
    errors: ['sign_in_unknown', 'sign_in_expired', 'sign_in_used'],
    roundTrips: 4,
  }),
  'people.collectSignIn': command({
    summary: 'The browser asks whether somebody agreed; a session is handed out once',
    callers: ['anyone'],
    input: z.object({ signInId: Id, browserSecret: Secret }),
    output: z.object({
      state: z.enum(['waiting', 'seen', 'signed_in']),
      session: z.nullable(z.object({ token: z.string(), expiresAt: Instant })),
    }),
    errors: ['sign_in_unknown', 'sign_in_expired', 'sign_in_used', 'sign_in_refused'],
    roundTrips: 4,
  }),
} satisfies Contract
