import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { FoundResident } from '../../../shared/people/contract.ts'
import { openPage } from '../../client/navigate.ts'
import { useCommand } from '../../client/use-command.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chips, Field, Switch } from '../../ui/forms.tsx'
import { IconRow, Rows } from '../../ui/layout.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { FindResident } from '../find-resident.tsx'
import type { Counter } from './use-counter.ts'

/** Numbers for who came without a booking, bookings for who has no phone, the screen, the door, the windows. */
export function Tools({ counter, onNumber, onSaved }: { counter: Counter; onNumber: () => void; onSaved: () => void }) {
  const [open, setOpen] = useState<'number' | 'setting' | undefined>(undefined)
  const { communityId, providerId, doorCode } = counter
  const withLine = counter.services.filter(({ way }) => way === 'line')
  const hasLine = withLine.length > 0
  return (
    <>
      <Rows>
        {hasLine ? (
          <IconRow icon="ticket" title="现场给个号" note="没约也能办" onPress={() => setOpen('number')} />
        ) : null}
        <IconRow
          icon="calendar-check"
          title="帮人约"
          note="打电话来的、不用手机的"
          onPress={() => openPage('desk/book-for/index', { community: communityId })}
        />
        {hasLine ? (
          <IconRow
            icon="monitor"
            title="叫号屏"
            note="放在大厅的电视上"
            onPress={() => openPage('desk/screen/index', { community: communityId, provider: providerId })}
          />
        ) : null}
        <IconRow
          icon="scan-line"
          title="门口的签到码"
          note={doorCode === null ? '先点“窗口和屏幕”存一次' : '打印出来贴在门口，居民自己扫'}
          onPress={() =>
            doorCode === null
              ? setOpen('setting')
              : openPage('desk/slip/index', { community: communityId, door: doorCode, name: counter.name })
          }
        />
        <IconRow
          icon="settings"
          title="窗口和屏幕"
          note={`${counter.windows.length} 个窗口，屏幕上${counter.showNames ? '有姓' : '只有号'}`}
          onPress={() => setOpen('setting')}
        />
      </Rows>
      {open === 'number' ? (
        <NumberSheet counter={counter} services={withLine} onClose={() => setOpen(undefined)} onNumber={onNumber} />
      ) : null}
      {open === 'setting' ? (
        <SettingSheet counter={counter} onClose={() => setOpen(undefined)} onSaved={onSaved} />
      ) : null}
    </>
  )
}

function NumberSheet({
  counter,
  services,
  onClose,
  onNumber,
}: {
  counter: Counter
  services: Counter['services']
  onClose: () => void
  onNumber: () => void
}) {
  const walkIn = useCommand('booking.walkIn')
  const { communityId, providerId } = counter
  const [serviceId, setServiceId] = useState(services[0]?.serviceId ?? '')
  const [guestName, setGuestName] = useState('')
  const [wheelchair, setWheelchair] = useState(false)
  const [isFinding, setFinding] = useState(false)
  const [resident, setResident] = useState<FoundResident | undefined>(undefined)
  const [given, setGiven] = useState<{ ticketId: string; number: string } | undefined>(undefined)

  async function give() {
    const residentId = resident?.residentId ?? null
    const name = residentId === null ? guestName.trim() : ''
    const answer = await walkIn.run({
      id: walkIn.id(),
      communityId,
      serviceId,
      residentId,
      guestName: name,
      wheelchair,
    })
    if (answer?.ok !== true) return
    setGiven(answer.data)
    onNumber()
  }
  if (given !== undefined) {
    return (
      <Sheet title="给好了，告诉他这个号" onClose={onClose}>
        <View className="spoken center">
          <Text>{given.number}</Text>
        </View>
        <Btn
          text="打一张号条"
          size="l"
          wide
          icon="printer"
          onPress={() => {
            onClose()
            openPage('desk/slip/index', { community: communityId, provider: providerId, ticket: given.ticketId })
          }}
        />
        <Btn text="好" kind="primary" size="l" wide onPress={onClose} />
      </Sheet>
    )
  }
  if (isFinding) {
    return (
      <Sheet title="是哪位居民？" onClose={() => setFinding(false)}>
        <FindResident
          communityId={communityId}
          label="姓名，或者门牌"
          button="找一找"
          none="换个写法再找，不登记也能给号。"
          onFound={(one) => {
            setResident(one)
            setFinding(false)
          }}
        />
        <Btn text="不登记，直接给号" kind="plain" wide onPress={() => setFinding(false)} />
      </Sheet>
    )
  }
  return (
    <Sheet title="现场给个号" line="来办什么？" onClose={onClose}>
      <View className="chips-wrap">
        <Chips
          label="办什么"
          options={services.map(({ serviceId: value, name }) => ({ value, text: name }))}
          value={serviceId}
          onChange={setServiceId}
        />
      </View>
      {resident === undefined ? (
        <>
          <Field
            label="怎么称呼，可以不填"
            value={guestName}
            onInput={setGuestName}
            maxLength={10}
            placeholder="张先生"
            id="guest"
          />
          <Btn text="是登记过的居民" kind="text" wide icon="search" onPress={() => setFinding(true)} />
        </>
      ) : (
        <Notice kind="ok" text={`给${resident.maskedName}，${resident.address}。`} />
      )}
      <View className="flex between">
        <View className="grow">
          <Say>坐轮椅来的，同时到的先办</Say>
        </View>
        <Switch label="坐轮椅来的" isOn={wheelchair} onChange={setWheelchair} />
      </View>
      {walkIn.error === undefined ? null : <Notice kind="warn" text={walkIn.error.message} />}
      <Btn
        id="give-number"
        text="给号"
        kind="primary"
        size="l"
        wide
        isBusy={walkIn.isBusy}
        busyText="正在给号"
        disabled={serviceId === ''}
        onPress={() => void give()}
      />
      <Btn text="先不给" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}

function SettingSheet({ counter, onClose, onSaved }: { counter: Counter; onClose: () => void; onSaved: () => void }) {
  const save = useCommand('booking.saveCounter')
  const [windows, setWindows] = useState(counter.windows.join('、'))
  const [showNames, setShowNames] = useState(counter.showNames)
  const [newDoorCode, setNewDoorCode] = useState(false)
  const names = windows
    .split(/[、，,]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const tooLong = names.some((name) => name.length > 20)
  const wrong =
    names.length === 0
      ? '至少要有一个窗口。'
      : names.length > 12
        ? '最多 12 个窗口。'
        : tooLong
          ? '名字短一点。'
          : undefined

  async function keep() {
    const { communityId, providerId, version } = counter
    const answer = await save.run({ communityId, providerId, version, windows: names, showNames, newDoorCode })
    if (answer?.ok !== true) return
    say('存好了')
    onSaved()
    onClose()
  }
  return (
    <Sheet title="窗口和屏幕" onClose={onClose}>
      <Field
        label="有哪些窗口，用顿号分开"
        value={windows}
        onInput={setWindows}
        maxLength={140}
        placeholder="1 号窗口、2 号窗口"
        wrong={wrong}
        id="windows"
      />
      <View className="flex between">
        <View className="grow">
          <Say>屏幕上除了号，也显示姓</Say>
        </View>
        <Switch label="屏幕上除了号，也显示姓" isOn={showNames} onChange={setShowNames} />
      </View>
      {counter.doorCode === null ? null : (
        <View className="flex between">
          <View className="grow">
            <Say>换一张门口的码，旧的作废</Say>
          </View>
          <Switch label="换一张门口的码，旧的作废" isOn={newDoorCode} onChange={setNewDoorCode} />
        </View>
      )}
      {save.error === undefined ? null : <Notice kind="warn" text={save.error.message} />}
      <Btn
        text="存下来"
        kind="primary"
        size="l"
        wide
        isBusy={save.isBusy}
        busyText="正在存"
        disabled={wrong !== undefined}
        onPress={() => void keep()}
      />
      <Btn text="不改了" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}
