import { View } from '@tarojs/components'
import { useState } from 'react'
import { Empty, Notice } from '../../../ui/states.tsx'
import { EditorPage, SaveBar } from '../editor-page.tsx'
import type { OfferingData } from '../use-offering.ts'
import { Limits } from './limits.tsx'
import { Materials } from './materials.tsx'
import { PlacesPart } from './places.tsx'
import { Price } from './price.tsx'
import { Times } from './times.tsx'
import { draftOf, newService, readService, typedOf, type TypedService } from './typed.ts'
import { What, Who } from './what.tsx'

/** One service: what, when, for whom, with whom, for how much. */
export default function ServiceEditorPage() {
  return (
    <EditorPage title="一项服务">
      {({ communityId, id, data, isWide }) => {
        const there = data.services.filter(({ serviceId }) => serviceId === id)[0]
        const provider = data.providers.filter(({ isWithdrawn }) => !isWithdrawn)[0]
        if (there === undefined && provider === undefined) {
          return <Empty title="先加一处办事的地方" line="服务要有人来办。回到上一页，先加“谁来办”。" />
        }
        return (
          <Form
            key={id}
            communityId={communityId}
            data={data}
            known={there}
            begin={there ? draftOf(there) : newService(id, provider?.providerId ?? '', data.services.length)}
            isWide={isWide}
          />
        )
      }}
    </EditorPage>
  )
}

function Form({
  communityId,
  data,
  known,
  begin,
  isWide,
}: {
  communityId: string
  data: OfferingData
  known: OfferingData['services'][number] | undefined
  begin: TypedService['draft']
  isWide: boolean
}) {
  // as it was when the form was opened: what somebody else saves meanwhile must not be written over unseen
  const [there] = useState(known)
  const [typed, setTyped] = useState<TypedService>(() => typedOf(begin))
  const put = (change: Partial<TypedService>) => setTyped({ ...typed, ...change })
  const { service, missing } = readService(typed)
  const provider = data.providers.filter(({ providerId }) => providerId === service.providerId)[0]
  const part = { typed, put }
  return (
    <View className={isWide ? 'offering-form' : 'col g3'}>
      <View className="col g3">
        {there?.isWithdrawn === true ? <Notice kind="warn" text="这项服务停了。存下来就重新开。" /> : null}
        <What {...part} data={data} isNew={there === undefined} />
        <Who {...part} />
        <Price {...part} />
        <Materials {...part} />
      </View>
      <View className="col g3">
        <Times {...part} service={service} openingHours={provider?.openingHours ?? null} isWide={isWide} />
        <PlacesPart {...part} data={data} />
        <Limits {...part} />
        {missing.length === 0 ? null : <Notice kind="warn" text={`还要填对：${missing.join('、')}`} />}
        <SaveBar
          communityId={communityId}
          mayChange={data.mayChange}
          isWide={isWide}
          ready={missing.length === 0}
          saved={{ change: { kind: 'service', version: there?.version ?? 0, service }, done: '存好了' }}
          withdrawn={
            there === undefined || there.isWithdrawn
              ? undefined
              : {
                  change: { kind: 'withdraw', version: there.version, what: 'service', id: there.serviceId },
                  text: '停掉这项服务',
                  question: `停掉${there.name}，以后约不了`,
                }
          }
        />
      </View>
    </View>
  )
}
