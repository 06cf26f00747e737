import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import { dayOf, dayPhrase, timeOf } from '../../../shared/time.ts'
import { openMaterial } from '../../client/open-material.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { refusalReasons } from '../../text/materials.ts'
import { Btn } from '../../ui/btn.tsx'
import { FileRow } from '../../ui/file-row.tsx'
import { Chips, Field } from '../../ui/forms.tsx'
import { Card } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

type WaitingPhoto = Output<Endpoints['booking.materialsToCheck']>['photos'][number]

const pollMilliseconds = 30_000

/** Photos of papers that wait to be looked at, before somebody comes with the wrong ones. */
export default function DeskMaterialsPage() {
  const query = useQuery('booking.materialsToCheck', {}, { pollMilliseconds })
  return (
    <Page title="先看材料" help={false}>
      <QueryView
        query={query}
        rows={3}
        empty={{
          when: ({ photos }) => photos.length === 0,
          show: <Empty title="都看完了" line="居民发来材料照片，会排在这里。" />,
        }}
      >
        {({ photos }) => (
          <View className="cards">
            {photos.map((photo) => (
              <PhotoCard key={`${photo.bookingId}${photo.materialId}`} photo={photo} onJudged={query.refresh} />
            ))}
          </View>
        )}
      </QueryView>
    </Page>
  )
}

function PhotoCard({ photo, onJudged }: { photo: WaitingPhoto; onJudged: () => void }) {
  const judge = useCommand('booking.judgeMaterial')
  const [isRefusing, setRefusing] = useState(false)
  const { communityId, bookingId, materialId, fileId } = photo
  async function tell(verdict: 'accepted' | 'refused', words: string) {
    const done = await judge.run({ communityId, bookingId, materialId, fileId, verdict, words })
    if (done?.ok) {
      setRefusing(false)
      say(verdict === 'accepted' ? '告诉他可以了' : '告诉他要换了')
      onJudged()
    }
  }
  const startsAt = new Date(photo.startsAt)
  return (
    <Card pad className="col g3">
      <View>
        <View className="t-title">
          <Text>{photo.materialName}</Text>
        </View>
        <Say>{`${photo.residentName}，${dayPhrase(dayOf(startsAt), dayOf(new Date()))} ${timeOf(startsAt)} 来办${photo.serviceName}`}</Say>
        {photo.note === '' ? null : <Say>{`要求：${photo.note}`}</Say>}
      </View>
      <FileRow
        id={fileId}
        kind="photo"
        title="打开照片"
        note="看一次记一次"
        cannotPlay=""
        onOpen={() => openMaterial({ communityId, bookingId, fileId })}
      />
      <View className="flex g3">
        <Btn text="可以" icon="check" isBusy={judge.isBusy} onPress={() => void tell('accepted', '')} />
        <Btn text="要换" kind="secondary" onPress={() => setRefusing(true)} />
      </View>
      {judge.error ? <Notice kind="warn" text={judge.error.message} /> : null}
      {isRefusing ? (
        <RefuseSheet
          isBusy={judge.isBusy}
          onClose={() => setRefusing(false)}
          onSay={(words) => void tell('refused', words)}
        />
      ) : null}
    </Card>
  )
}

function RefuseSheet({
  isBusy,
  onClose,
  onSay,
}: {
  isBusy: boolean
  onClose: () => void
  onSay: (words: string) => void
}) {
  const [words, setWords] = useState('')
  return (
    <Sheet title="哪里不行？" line="写清楚，他好重新准备。" onClose={onClose}>
      <Chips
        label="常见原因"
        options={refusalReasons.map((reason) => ({ value: reason, text: reason }))}
        value={words}
        onChange={setWords}
      />
      <Field label="或者自己写" value={words} onInput={setWords} maxLength={60} placeholder="复印件要两份" />
      <Btn text="告诉他" wide isBusy={isBusy} disabled={words.trim() === ''} onPress={() => onSay(words.trim())} />
    </Sheet>
  )
}
