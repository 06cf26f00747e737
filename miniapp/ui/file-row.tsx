import { Text, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { play, stopPlaying, useIsPlaying } from '../client/player.ts'
import { Btn } from './btn.tsx'
import { Icon } from './icon.tsx'
import { Picture } from './picture.tsx'
import { Press } from './press.tsx'
import { Notice } from './states.tsx'

/** Asks for an address of the file, good for a short time: an address, or a sentence why there is none. */
export type OpenFile = () => Promise<{ ok: true; url: string } | { ok: false; message: string }>

/** One voice note or photo. Its bytes are asked for only when it is tapped, because every look is written down. */
export function FileRow({
  id,
  kind,
  title,
  note,
  cannotPlay,
  onOpen,
}: {
  id: string
  kind: 'voice' | 'photo'
  title: string
  note: string
  /** What to say when this device cannot play it. */
  cannotPlay: string
  onOpen: OpenFile
}) {
  const [isAsking, setAsking] = useState(false)
  const [problem, setProblem] = useState<string | undefined>(undefined)
  const [photo, setPhoto] = useState<string | undefined>(undefined)
  const isPlaying = useIsPlaying(id)
  useEffect(() => () => stopPlaying(), [])

  async function open() {
    if (isAsking) return
    setProblem(undefined)
    if (isPlaying) return stopPlaying()
    if (photo !== undefined) return setPhoto(undefined)
    setAsking(true)
    const answer = await onOpen()
    setAsking(false)
    if (!answer.ok) setProblem(answer.message)
    else if (kind === 'photo') setPhoto(answer.url)
    else play(id, answer.url, () => setProblem(cannotPlay))
  }

  const act = actWords(kind, { isAsking, isOpen: isPlaying || photo !== undefined })
  return (
    <View className="col g2">
      <Press className="files__row" label={`${title}，${note}，${act}`} contentSpeaks onPress={() => void open()}>
        <View className={`files__lead ${isPlaying ? 'is-playing' : ''}`}>
          <Icon name={kind === 'photo' ? 'image' : isPlaying ? 'square' : 'play'} />
        </View>
        <View className="grow">
          <View className="row__title">
            <Text>{title}</Text>
          </View>
          <View className="row__note">
            <Text>{note}</Text>
          </View>
        </View>
        <Text className="files__act">{act}</Text>
      </Press>
      {photo === undefined ? null : (
        <Picture
          className="files__photo"
          src={photo}
          words={`${title}，${note}`}
          whole
          onError={() => setProblem('照片没打开。再点一次。')}
        />
      )}
      {photo === undefined ? null : <Btn text="收起照片" kind="plain" wide onPress={() => setPhoto(undefined)} />}
      {problem === undefined ? null : <Notice kind="warn" text={problem} />}
    </View>
  )
}

function actWords(kind: 'voice' | 'photo', { isAsking, isOpen }: { isAsking: boolean; isOpen: boolean }): string {
  if (isAsking) return '正在打开'
  if (kind === 'photo') return isOpen ? '收起' : '看'
  return isOpen ? '停' : '听'
}
