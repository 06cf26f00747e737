/** What may be added to a help call, by both sides. No zod here: the phone reads it too. */
export const attachmentKinds = ['voice', 'photo'] as const
export type AttachmentKind = (typeof attachmentKinds)[number]

/** Of one kind, for one call. Photos only of types that can be cleaned of place and time. */
export const attachmentLimits = {
  voice: {
    mostFiles: 3,
    mostBytes: 2 * 1024 * 1024,
    types: ['audio/mpeg', 'audio/aac', 'audio/mp4', 'audio/webm', 'audio/ogg'],
  },
  photo: { mostFiles: 1, mostBytes: 8 * 1024 * 1024, types: ['image/jpeg', 'image/png', 'image/webp'] },
} as const satisfies Record<AttachmentKind, { mostFiles: number; mostBytes: number; types: readonly string[] }>

export const longestVoiceSeconds = 60
