import { useRef, useState } from 'react'
import type { VisitDetail } from '../../../shared/homecare/visit-schemas.ts'
import { photoLimits } from '../../../shared/homecare/visits.ts'
import { call } from '../../client/call.ts'
import { forgetFile, type LocalFile } from '../../client/local-file.ts'
import { newId } from '../../client/new-id.ts'
import { choosePhoto } from '../../client/photo.ts'
import { sendFile } from '../../client/upload.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Section } from '../../ui/layout.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** The server looks at the photo before it answers. */
const finishMilliseconds = 20_000

/** A photo of what was done, when the resident does not mind. Sent again it is the same photo. */
export function Photo({ visit, onSent }: { visit: VisitDetail; onSent: () => void }) {
  const { communityId, visitId } = visit
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | undefined>(undefined)
  const waiting = useRef<{ file: LocalFile; fileId: string } | undefined>(undefined)

  async function send() {
    setProblem(undefined)
    if (waiting.current === undefined) {
      const chosen = await choosePhoto()
      if (chosen === 'cancelled') return
      if (chosen === 'refused') return setProblem('手机没让用相机。不拍也行，照样能交。')
      if (chosen === 'unable') return setProblem('这张照片打不开。换一张，或者不拍。')
      waiting.current = { file: chosen, fileId: newId() }
    }
    const { file, fileId } = waiting.current
    setBusy(true)
    const message = await deliver({ communityId, visitId, fileId }, file)
    setBusy(false)
    if (message !== undefined) return setProblem(message)
    forgetFile(file)
    waiting.current = undefined
    say('照片存好了')
    onSent()
  }

  const isFull = visit.photos.length >= photoLimits.mostFiles
  return (
    <Section title="照片，可以不拍" note={visit.photos.length === 0 ? '' : `${visit.photos.length} 张`}>
      <Card pad className="col g3">
        <Say>先问老人愿不愿意。只拍做好的事，不拍人脸。家里和社区能看，不写在哪儿拍的。</Say>
        {problem === undefined ? null : <Notice kind="warn" text={problem} />}
        <Btn
          text={isFull ? '够了，两张' : waiting.current === undefined ? '老人同意了，拍一张' : '再传一次'}
          kind="secondary"
          wide
          icon="camera"
          disabled={isFull}
          isBusy={isBusy}
          busyText="正在传"
          onPress={() => void send()}
        />
      </Card>
    </Section>
  )
}

/** Undefined: it is kept. Else why not. */
async function deliver(ref: { communityId: string; visitId: string; fileId: string }, file: LocalFile) {
  const { contentType, bytes } = file
  const form = await call('homecare.addPhoto', { ...ref, contentType, bytes, agreed: true })
  // "Taken" is the answer when the last try had arrived and only its receipt was lost.
  if (!form.ok && form.error.code !== 'id_taken') return form.error.message
  if (form.ok) {
    const sent = await sendFile(form.data, file, () => undefined)
    if (!sent.ok) return sent.error.message
  }
  const kept = await call('homecare.photoSent', ref, { timeoutMilliseconds: finishMilliseconds })
  return kept.ok ? undefined : kept.error.message
}
