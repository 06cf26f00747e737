import { Pill } from './marks.tsx'

/** A state in words, with the colour and the icon that say it too. */
export interface Said {
  text: string
  kind?: 'ok' | 'warn' | 'info' | undefined
  icon?: string | undefined
}

export function SaidPill({ said: { text, kind, icon } }: { said: Said }) {
  return <Pill text={text} {...(kind === undefined ? {} : { kind })} {...(icon === undefined ? {} : { icon })} />
}
