const samplesPerSecond = 8000
const tones = [880, 660, 880, 660] as const
const secondsPerTone = 0.28
const headerBytes = 44

/** The bell as a WAV file: 8 kHz, 8 bit, mono, a little over a second. */
export function bellWave(): ArrayBuffer {
  const samplesPerTone = Math.round(samplesPerSecond * secondsPerTone)
  const length = samplesPerTone * tones.length
  const file = new DataView(new ArrayBuffer(headerBytes + length))
  const word = (at: number, letters: string) => {
    for (let index = 0; index < letters.length; index += 1) file.setUint8(at + index, letters.charCodeAt(index))
  }
  word(0, 'RIFF')
  file.setUint32(4, headerBytes - 8 + length, true)
  word(8, 'WAVEfmt ')
  file.setUint32(16, 16, true)
  file.setUint16(20, 1, true)
  file.setUint16(22, 1, true)
  file.setUint32(24, samplesPerSecond, true)
  file.setUint32(28, samplesPerSecond, true)
  file.setUint16(32, 1, true)
  file.setUint16(34, 8, true)
  word(36, 'data')
  file.setUint32(40, length, true)
  for (let index = 0; index < length; index += 1) {
    const pitch = tones[Math.floor(index / samplesPerTone)] ?? 0
    const inTone = index % samplesPerTone
    // Rising and falling within each tone: no click between them.
    const loudness = 0.9 * Math.sin((Math.PI * inTone) / samplesPerTone)
    const wave = Math.sin((2 * Math.PI * pitch * inTone) / samplesPerSecond)
    file.setUint8(headerBytes + index, Math.round(128 + 127 * loudness * wave))
  }
  return file.buffer
}
