import Taro from '@tarojs/taro'
import { fileOfBlob, saidNo, type LocalFile, type NoFile } from './local-file.ts'

export interface Recording {
  /** Resolves when the note is whole: after `stop`, or by itself when the time is over. */
  done: Promise<LocalFile | NoFile>
  stop: () => void
  /** Throws the note away. */
  drop: () => void
}

/** A phone that is asked to stop says so within this time, or has nothing. */
const patienceMilliseconds = 3000

/**
 * Begins to record. Asks for the microphone first, and only now: nothing is asked before somebody wants to speak.
 * `refused` when the person or the phone says no.
 */
export function record(mostSeconds: number): Promise<Recording | NoFile> {
  return process.env.TARO_ENV === 'h5' ? recordInBrowser(mostSeconds) : recordInWechat(mostSeconds)
}

const secondsSince = (since: number, mostSeconds: number) =>
  Math.max(1, Math.min(mostSeconds, Math.round((Date.now() - since) / 1000)))

async function recordInWechat(mostSeconds: number): Promise<Recording | NoFile> {
  try {
    await Taro.authorize({ scope: 'scope.record' })
  } catch {
    return 'refused'
  }
  const manager = Taro.getRecorderManager()
  const since = Date.now()
  let settle: (outcome: LocalFile | NoFile) => void = () => undefined
  const done = new Promise<LocalFile | NoFile>((resolve) => {
    settle = resolve
  })
  manager.onStop(({ tempFilePath, fileSize, duration }) => {
    const seconds =
      duration > 0 ? Math.max(1, Math.min(mostSeconds, Math.round(duration / 1000))) : secondsSince(since, mostSeconds)
    if (!tempFilePath || !(fileSize > 0)) return settle('unable')
    settle({ kind: 'voice', contentType: 'audio/mpeg', bytes: fileSize, seconds, path: tempFilePath, blob: undefined })
  })
  manager.onError((error) => settle(saidNo(error) ? 'refused' : 'unable'))
  // Speech: 16 kHz and 48 kbit/s are clear on any phone, a minute is 360 KB.
  manager.start({
    duration: mostSeconds * 1000,
    format: 'mp3',
    sampleRate: 16_000,
    numberOfChannels: 1,
    encodeBitRate: 48_000,
  })
  const end = (outcome: NoFile) => {
    manager.stop()
    setTimeout(() => settle(outcome), patienceMilliseconds)
  }
  return {
    done,
    stop: () => end('unable'),
    drop: () => {
      settle('cancelled')
      manager.stop()
    },
  }
}

/** What the server takes, what plays everywhere first. */
const browserTypes = ['audio/mp4;codecs=mp4a.40.2', 'audio/mp4', 'audio/webm;codecs=opus', 'audio/ogg;codecs=opus']

async function recordInBrowser(mostSeconds: number): Promise<Recording | NoFile> {
  if (typeof MediaRecorder === 'undefined' || !navigator.mediaDevices) return 'unable'
  const type = browserTypes.filter((one) => MediaRecorder.isTypeSupported(one))[0]
  if (type === undefined) return 'unable'
  let stream: MediaStream
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true })
  } catch (error) {
    return saidNo(error) ? 'refused' : 'unable'
  }
  const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 48_000 })
  const parts: Blob[] = []
  const since = Date.now()
  let isDropped = false
  recorder.ondataavailable = ({ data }) => void parts.push(data)
  const done = new Promise<LocalFile | NoFile>((resolve) => {
    recorder.onstop = () => {
      stream.getTracks().forEach((track) => track.stop())
      const contentType = type.split(';')[0] ?? type
      const blob = new Blob(parts, { type: contentType })
      if (isDropped) resolve('cancelled')
      else
        resolve(blob.size === 0 ? 'unable' : fileOfBlob(blob, 'voice', contentType, secondsSince(since, mostSeconds)))
    }
  })
  const stop = () => {
    if (recorder.state !== 'inactive') recorder.stop()
  }
  recorder.start()
  setTimeout(stop, mostSeconds * 1000)
  return {
    done,
    stop,
    drop: () => {
      isDropped = true
      stop()
    },
  }
}
