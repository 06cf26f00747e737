import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { CheckedMaterial } from '../../../shared/booking/materials-contract.ts'
import { call } from '../../client/call.ts'
import { deliverFile } from '../../client/deliver-file.ts'
import { forgetFile } from '../../client/local-file.ts'
import { newId } from '../../client/new-id.ts'
import { openMaterial } from '../../client/open-material.ts'
import { choosePhoto } from '../../client/photo.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useQuery } from '../../client/use-query.ts'
import { noFileWords } from '../../text/attachments.ts'
import { materialStateWords } from '../../text/materials.ts'
import { Btn } from '../../ui/btn.tsx'
import { FileRow } from '../../ui/file-row.tsx'
import { Card } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

interface BookingRef {
  communityId: string
  bookingId: string
}

/** What to bring to a booking. A photo sent now saves the way for a paper that will not do. */
export default function MaterialsPage() {
  const ref = { communityId: useParameter('community'), bookingId: useParameter('id') }
  const query = useQuery('booking.materials', ref)
  const [fresh, setFresh] = useState<readonly CheckedMaterial[] | undefined>(undefined)
  return (
    <Page title="要带的材料">
      <QueryView
        query={query}
        rows={3}
        empty={{
          when: ({ materials }) => materials.length === 0,
          show: <Empty title="什么都不用带" line="人来就行。" />,
        }}
      >
        {({ materials }) => (
          <>
            <Notice text="能拍照的先拍一张，我们先替您看。来的时候还要带原件。照片办完 7 天就删。" />
            {(fresh ?? materials).map((material) => (
              <MaterialCard key={material.materialId} bookingRef={ref} material={material} onSent={setFresh} />
            ))}
          </>
        )}
      </QueryView>
    </Page>
  )
}

function MaterialCard({
  bookingRef,
  material,
  onSent,
}: {
  bookingRef: BookingRef
  material: CheckedMaterial
  onSent: (materials: readonly CheckedMaterial[]) => void
}) {
  const { sending, problem, photograph } = useMaterialPhoto(bookingRef, material.materialId, onSent)
  const { name, note, state, words, fileId } = material
  return (
    <Card pad className="col g3">
      <View className="flex g2">
        <View className="grow">
          <View className="t-title">
            <Text>{name}</Text>
          </View>
          {note === '' ? null : <Say>{note}</Say>}
        </View>
        {material.precheck ? <Pill {...materialStateWords[state]} /> : null}
      </View>
      {state === 'refused' ? <Notice kind="warn" text={`还不行：${words}`} /> : null}
      {fileId === null ? null : (
        <FileRow
          id={fileId}
          kind="photo"
          title="您拍的照片"
          note="点开看看清不清楚"
          cannotPlay=""
          onOpen={() => openMaterial({ ...bookingRef, fileId })}
        />
      )}
      {material.precheck && state !== 'accepted' ? (
        <Btn
          text={fileId === null ? `拍${name}` : '重新拍一张'}
          kind={fileId === null ? 'primary' : 'secondary'}
          wide
          isBusy={sending !== undefined}
          busyText={sending ?? ''}
          onPress={() => void photograph()}
        />
      ) : null}
      {problem === undefined ? null : <Notice kind="warn" text={problem} />}
    </Card>
  )
}

/** Takes a photo and sends it. `sending` says how far it is, `problem` why it did not arrive. */
function useMaterialPhoto(
  ref: BookingRef,
  materialId: string,
  onSent: (materials: readonly CheckedMaterial[]) => void,
) {
  const [sending, setSending] = useState<string | undefined>(undefined)
  const [problem, setProblem] = useState<string | undefined>(undefined)
  async function photograph() {
    setProblem(undefined)
    const file = await choosePhoto()
    if (file === 'cancelled') return
    if (typeof file === 'string') return setProblem(noFileWords.photo[file])
    setSending('正在发')
    const { contentType, bytes } = file
    const key = { ...ref, materialId, fileId: newId() }
    const answer = await deliverFile(
      file,
      {
        ask: () => call('booking.sendMaterial', { ...key, contentType, bytes }),
        finish: (options) => call('booking.materialSent', key, options),
      },
      (part) => setSending(part === undefined ? '正在检查' : `正在发 ${Math.round(part * 100)}%`),
    )
    setSending(undefined)
    if (!answer.ok) return setProblem(answer.error.message)
    forgetFile(file)
    onSent(answer.data.materials)
    say('收到了，看过会告诉您')
  }
  return { sending, problem, photograph }
}
