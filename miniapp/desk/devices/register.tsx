import { useState } from 'react'
import { silentAfterHoursDefault } from '../../../shared/help/devices.ts'
import type { FoundResident } from '../../../shared/people/contract.ts'
import { useMe } from '../../client/session.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { deviceLabels } from '../../text/devices.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chips, Segmented } from '../../ui/forms.tsx'
import { Row, Rows, Section } from '../../ui/layout.tsx'
import { Avatar } from '../../ui/marks.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { FindResident } from '../find-resident.tsx'
import type { ShownKey } from './key-shown.tsx'

const digitsOfCommunity = 12
const hourChoices = [12, silentAfterHoursDefault, 50].map((value) => ({ value, text: `${value} 小时` }))

/** A device for a resident: who, where it stands, and after how many quiet hours somebody goes and looks. */
export function Register({ onKey, onLeave }: { onKey: (key: ShownKey) => void; onLeave: () => void }) {
  const communities = useQuery('people.communities', {}, { keep: true })
  const posts = (useMe()?.staff ?? []).filter(({ role }) => role === 'community_staff' || role === 'admin')
  const mine = (communities.data?.communities ?? []).filter(({ communityId }) =>
    posts.some(
      ({ areaCode }) => communityId.indexOf(areaCode) === 0 || areaCode.slice(0, digitsOfCommunity) === communityId,
    ),
  )
  const [picked, setPicked] = useState('')
  const communityId = picked === '' ? mine[0]?.communityId : picked
  const [chosen, setChosen] = useState<FoundResident | undefined>(undefined)

  return (
    <QueryView query={communities}>
      {() =>
        communityId === undefined ? (
          <Empty title="社区的人才能登记" line="网格员看得到列表。要登记，请社区值班的人来。" />
        ) : chosen === undefined ? (
          <>
            {mine.length > 1 ? (
              <Chips
                label="哪个社区"
                options={mine.map((community) => ({ value: community.communityId, text: community.name }))}
                value={communityId}
                onChange={setPicked}
              />
            ) : null}
            <FindResident
              key={communityId}
              communityId={communityId}
              label="给谁用：姓名，或者门牌"
              button="找这位居民"
              none="换个写法再找，或者先在社区登记这位居民。"
              before={<Notice text="呼叫器记在一个人名下。按下去，值守台看到的就是这个人。" />}
              onFound={setChosen}
            />
            <Btn text="先不登记" kind="plain" wide onPress={onLeave} />
          </>
        ) : (
          <Details communityId={communityId} resident={chosen} onKey={onKey} onBack={() => setChosen(undefined)} />
        )
      }
    </QueryView>
  )
}

function Details({
  communityId,
  resident,
  onKey,
  onBack,
}: {
  communityId: string
  resident: FoundResident
  onKey: (key: ShownKey) => void
  onBack: () => void
}) {
  const register = useCommand('help.registerDevice')
  const [label, setLabel] = useState<string>(deviceLabels[0])
  const [hours, setHours] = useState<number>(silentAfterHoursDefault)

  async function give() {
    const person = { communityId, residentId: resident.residentId }
    const answer = await register.run({ id: register.id(), person, label, silentAfterHours: hours })
    if (answer?.ok === true) onKey(answer.data)
  }
  return (
    <>
      <Rows>
        <Row
          lead={<Avatar name={resident.maskedName} />}
          title={resident.maskedName}
          note={resident.address}
          onPress={onBack}
          label={`${resident.maskedName}，换一个人`}
        />
      </Rows>
      <Section title="放在哪里">
        <Chips
          label="放在哪里"
          options={deviceLabels.map((value) => ({ value, text: value }))}
          value={label}
          onChange={setLabel}
        />
      </Section>
      <Section title="多久没声音就去看看">
        <Segmented label="多久没声音就去看看" options={hourChoices} value={hours} onChange={setHours} />
        <Notice text="呼叫器自己每天报一次平安。过了这个时间没声音，值守台上会多一件事。" />
      </Section>
      {register.error === undefined ? null : <Notice kind="warn" text={register.error.message} />}
      <Btn
        text="登记，拿密钥"
        kind="primary"
        size="l"
        wide
        isBusy={register.isBusy}
        busyText="正在登记"
        onPress={() => void give()}
      />
    </>
  )
}
