import { useState } from 'react'
import { View } from '@tarojs/components'
import { dial } from '../client/navigate.ts'
import { useMe } from '../client/session.ts'
import { HotlineSheet } from './hotlines.tsx'
import { Icon } from './icon.tsx'
import { Row } from './layout.tsx'

/** 打电话给社区: one press where the community is known, else the choice of one. */
export function CallCommunity({ className = 'card' }: { className?: string }) {
  const hotline = useMe()?.hotline ?? null
  const [isChoosing, setChoosing] = useState(false)
  return (
    <>
      <Row
        className={className}
        lead={<Icon name="phone" size="l" className="green" />}
        title="打电话给社区"
        label={hotline === null ? '打电话给社区' : `打电话给社区，${hotline.name}，${hotline.phone}`}
        onPress={() => (hotline === null ? setChoosing(true) : dial(hotline.phone))}
      />
      {isChoosing ? (
        <View>
          <HotlineSheet onClose={() => setChoosing(false)} />
        </View>
      ) : null}
    </>
  )
}
