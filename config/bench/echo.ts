import * as z from 'zod/mini'

/** The call of the no-database measurement, the same schema on both sides. */
export const echoInput = z.object({
  id: z.string().check(z.length(26)),
  name: z.string().check(z.maxLength(40)),
  people: z.int().check(z.minimum(1), z.maximum(20)),
})

export const echoBody = JSON.stringify({ id: '01J00000000000000000000000', name: '王秀英', people: 2 })
