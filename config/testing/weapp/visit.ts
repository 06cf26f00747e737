import path from 'node:path'
import { afterAll, expect } from 'vitest'
import { dist, type Town, type Way } from '../town.ts'
import { pickUpPhone, type Phone } from './finger.ts'
import type { PhoneOptions } from './phone.ts'
import { succeed, type CallbackOptions } from './wechat-objects.ts'

const weapp = path.join(dist, 'weapp')

/** A phone with its own way to the server. */
export type TownPhone = Phone & { way: Way }

export interface VisitOptions extends Omit<PhoneOptions, 'apiBase'> {
  /** The network of another phone of the same person, to open the app there again. */
  way?: Way
}

/**
 * Hands out phones of people of the town, with the compiled mini-program open. When the file ends they are switched off,
 * and none of them may have written an error.
 */
export function phonesOf(town: Town): (name: string, options?: VisitOptions) => Promise<TownPhone> {
  const out: { name: string; phone: Phone }[] = []
  afterAll(() => {
    for (const { phone } of out) phone.shutDown()
    for (const { name, phone } of out) expect(phone.errors, `errors on the phone of ${name}`).toEqual([])
  })
  return async (name, { way: known, ...options } = {}) => {
    const openId = town.openIdOf(name)
    const way = known ?? (await town.way())
    const phone = pickUpPhone(weapp, {
      apiBase: way.url,
      ...options,
      wx: {
        login: (o) => succeed(o as CallbackOptions, { code: town.simulator.loginCode(openId) }),
        ...options.wx,
      },
    })
    out.push({ name, phone })
    return { ...phone, way }
  }
}
