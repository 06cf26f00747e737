/** How a thing to bring stands that can be looked at before the visit. */
export const materialStates = ['none', 'sent', 'accepted', 'refused'] as const
export type MaterialState = (typeof materialStates)[number]

/** Of one booking. Only types that can be cleaned of place and time. */
export const materialPhotoLimits = {
  mostFiles: 12,
  mostBytes: 8 * 1024 * 1024,
  types: ['image/jpeg', 'image/png', 'image/webp'],
} as const
