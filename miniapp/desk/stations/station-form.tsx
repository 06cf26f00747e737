import { View } from '@tarojs/components'
import { useState } from 'react'
import { dayOf } from '../../../shared/time.ts'
import type { Station } from '../../../shared/volunteers/figures-contract.ts'
import { lacking, modelLevels, stationStandard, type ModelLevel } from '../../../shared/volunteers/stations.ts'
import { useCommand } from '../../client/use-command.ts'
import { modelWords, standardWords } from '../../text/stations.ts'
import { Btn } from '../../ui/btn.tsx'
import { CheckChips } from '../../ui/check-chips.tsx'
import { Chips, Field, Switch } from '../../ui/forms.tsx'
import { Row, Rows, Section } from '../../ui/layout.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

type Named = ModelLevel | 'none'

/** Everything about one station. */
export function StationForm({
  communityId,
  station,
  onDone,
}: {
  communityId: string
  station: Station | undefined
  onDone: () => void
}) {
  const save = useCommand('volunteers.saveStation')
  const [id] = useState(() => station?.stationId ?? save.id())
  const [name, setName] = useState(station?.name ?? '')
  const [place, setPlace] = useState(station?.place ?? '')
  const [openHours, setOpenHours] = useState(station?.openHours ?? '')
  const [personInCharge, setPerson] = useState(station?.personInCharge ?? '')
  const [phone, setPhone] = useState(station?.phone ?? '')
  const [standard, setStandard] = useState(station?.standard ?? [])
  const [level, setLevel] = useState<Named>(station?.model?.level ?? 'none')
  const [isOpen, setOpen] = useState(station?.isOpen ?? true)
  const missing = lacking(standard)
  const isWhole = [name, place, openHours, personInCharge, phone].every((one) => one.trim() !== '')

  async function send() {
    const since = station?.model?.since ?? dayOf(new Date())
    const answer = await save.run({
      id,
      communityId,
      version: station?.version ?? 0,
      name: name.trim(),
      place: place.trim(),
      openHours: openHours.trim(),
      personInCharge: personInCharge.trim(),
      phone: phone.trim(),
      standard,
      model: level === 'none' ? null : { level, since },
      isOpen,
    })
    if (answer?.ok !== true) return
    say('存好了')
    onDone()
  }

  return (
    <Section title={station?.name ?? '登记一个服务站'} first>
      <View className="col g3">
        <Field id="name" label="叫什么" value={name} onInput={setName} maxLength={40} placeholder="梅园志愿服务站" />
        <Field id="place" label="在哪儿" value={place} onInput={setPlace} maxLength={80} placeholder="社区一楼大厅" />
        <Field
          id="hours"
          label="几点开"
          value={openHours}
          onInput={setOpenHours}
          maxLength={60}
          placeholder="每天 8:30–17:30"
        />
        <Field id="person" label="谁在管" value={personInCharge} onInput={setPerson} maxLength={40} />
        <Field id="phone" label="电话" value={phone} onInput={setPhone} maxLength={20} />
        <CheckChips
          label="看到有什么"
          options={stationStandard.map((one) => ({ value: one, text: standardWords[one] }))}
          values={standard}
          onChange={setStandard}
        />
        <Chips<Named>
          label="是不是示范站"
          options={[
            { value: 'none', text: '还不是' },
            ...modelLevels.map((one) => ({ value: one, text: modelWords[one] })),
          ]}
          value={level}
          onChange={setLevel}
        />
        {level !== 'none' && missing.length > 0 ? (
          <Notice kind="warn" text={`记示范站还缺：${missing.map((one) => standardWords[one]).join('、')}。`} />
        ) : null}
        <Rows>
          <Row title="开着" note="关了就不给居民看" end={<Switch label="开着" isOn={isOpen} onChange={setOpen} />} />
        </Rows>
        {save.error === undefined ? null : <Notice kind="warn" text={save.error.message} />}
        <Btn
          text="存好"
          kind="primary"
          size="l"
          wide
          disabled={!isWhole || (level !== 'none' && missing.length > 0)}
          isBusy={save.isBusy}
          busyText="正在存"
          onPress={() => void send()}
        />
        <Btn text="不改了" kind="plain" wide onPress={onDone} />
      </View>
    </Section>
  )
}
