import { storage } from './storage.ts'
import { createValueStore, useValue } from './value-store.ts'

export type FontStep = 1 | 2 | 3

export interface Settings {
  /** 长辈版: the same pages with larger sizes and fewer things. */
  elder: boolean
  /** Body text: 17, 19 or 21 px; in the elder version 24, 27 or 30 px. */
  fontStep: FontStep
  /** The elder version was offered once and answered; it is never offered twice. */
  elderOfferAnswered: boolean
}

const key = 'settings'
const initial: Settings = { elder: false, fontStep: 1, elderOfferAnswered: false }
const store = createValueStore<Settings>({ ...initial, ...(storage.read(key) as Partial<Settings> | undefined) })

export function useSettings(): Settings {
  return useValue(store)
}

export function changeSettings(change: Partial<Settings>): void {
  const next = { ...store.get(), ...change }
  storage.write(key, next)
  store.set(next)
}

/** The class names that switch every size inside. */
export function settingsClass({ elder, fontStep }: Settings): string {
  return [elder ? 'elder' : '', fontStep === 1 ? '' : `step-${fontStep}`].filter(Boolean).join(' ')
}
