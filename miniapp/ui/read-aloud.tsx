import { useEffect } from 'react'
import { useSettings } from '../client/settings.ts'
import { canSpeak, speak, stopSpeaking, useIsSpeaking } from '../client/speech.ts'
import { Btn } from './btn.tsx'

/** 读给我听: in the elder version, where the device can speak. Silent as soon as the page is left. */
export function ReadAloud({ sentences }: { sentences: readonly string[] }) {
  const { elder } = useSettings()
  const isSpeaking = useIsSpeaking()
  useEffect(() => stopSpeaking, [])
  if (!elder || !canSpeak()) return null
  return isSpeaking ? (
    <Btn text="不读了" kind="ghost" wide icon="volume-x" onPress={stopSpeaking} />
  ) : (
    <Btn text="读给我听" label="把这一页读给我听" kind="ghost" wide icon="volume-2" onPress={() => speak(sentences)} />
  )
}
