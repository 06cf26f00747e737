import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { giftIcons, type GiftIcon } from '../../../shared/records/points.ts'
import type { DeskGift } from '../../../shared/records/points-contract.ts'
import { newId } from '../../client/new-id.ts'
import { useCommand } from '../../client/use-command.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field, Switch } from '../../ui/forms.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Card, Section } from '../../ui/layout.tsx'
import { Press } from '../../ui/press.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

const iconWords: Readonly<Record<GiftIcon, string>> = {
  gift: '礼盒',
  umbrella: '雨伞',
  coffee: '杯子',
  leaf: '绿植',
  soup: '吃的',
  scissors: '理发',
  ticket: '票',
  brush: '纸笔',
}

const whole = (typed: string) => typed.replace(/\D/g, '').slice(0, 5)

/** A gift as it stands in the list. Pieces are counted up and down, so that one taken meanwhile is not lost. */
export function GiftForm({
  communityId,
  gift,
  onDone,
  onClose,
}: {
  communityId: string
  gift: DeskGift | undefined
  onDone: () => void
  onClose: () => void
}) {
  const [giftId] = useState(() => gift?.giftId ?? newId())
  const [name, setName] = useState(gift?.name ?? '')
  const [words, setWords] = useState(gift?.words ?? '')
  const [icon, setIcon] = useState<GiftIcon>(gift?.icon ?? 'gift')
  const [points, setPoints] = useState(String(gift?.points ?? ''))
  const [stock, setStock] = useState(String(gift?.stock ?? ''))
  const [offered, setOffered] = useState(gift?.offered ?? true)
  const save = useCommand('records.saveGift')
  const isReady = name.trim() !== '' && Number(points) > 0 && stock !== ''

  async function send() {
    const answer = await save.run({
      id: save.id(),
      communityId,
      giftId,
      version: gift?.version ?? 0,
      name: name.trim(),
      words: words.trim(),
      icon,
      points: Number(points),
      stockChange: Number(stock) - (gift?.stock ?? 0),
      offered,
    })
    if (answer?.ok === true) {
      say('存好了')
      onDone()
    }
  }

  return (
    <Section title={gift === undefined ? '添一样礼物' : `改${gift.name}`}>
      <Card pad className="col g3">
        <Field id="gift-name" label="叫什么" value={name} onInput={setName} maxLength={20} placeholder="比如：雨伞" />
        <Field id="gift-words" label="说明，可以不写" value={words} onInput={setWords} maxLength={60} />
        <View className="field">
          <View className="field__label">
            <Text>图样</Text>
          </View>
          <View className="chips-wrap">
            <View
              className="chips"
              {...(process.env.TARO_ENV === 'h5' ? { role: 'radiogroup', 'aria-label': '图样' } : {})}
            >
              {giftIcons.map((one) => (
                <Press
                  key={one}
                  className={`chip ${one === icon ? 'is-on' : ''}`}
                  role="radio"
                  label={iconWords[one]}
                  contentSpeaks
                  isOn={one === icon}
                  onPress={() => setIcon(one)}
                >
                  <Icon name={one} size="s" />
                  <Text>{iconWords[one]}</Text>
                </Press>
              ))}
            </View>
          </View>
        </View>
        <Field
          id="gift-points"
          label="多少分"
          value={points}
          type="number"
          onInput={(typed) => setPoints(whole(typed))}
        />
        <Field
          id="gift-stock"
          label="还有几份"
          value={stock}
          type="number"
          onInput={(typed) => setStock(whole(typed))}
        />
        <View className="row">
          <View className="row__main">
            <View className="row__title regular">
              <Text>摆出来，大家能换</Text>
            </View>
          </View>
          <Switch label="摆出来，大家能换" isOn={offered} onChange={setOffered} />
        </View>
        {save.error === undefined ? null : <Notice kind="warn" text={save.error.message} />}
        <Btn
          text="存好"
          kind="primary"
          size="l"
          wide
          disabled={!isReady}
          isBusy={save.isBusy}
          busyText="正在存"
          onPress={() => void send()}
        />
        <Btn text="不改了" kind="text" wide onPress={onClose} />
      </Card>
    </Section>
  )
}
