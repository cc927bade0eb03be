/** Words of a question, a wish or a case that is only supposed: whoever uses one does not report something. */
const asking =
  /[?？]|吗|嗎|呢|么|麼|啥|怎|多久|多少|几[个天次年月时]|何|是否|能不能|可不可|要不要|用不用|有没有|能否|来得及|哪|谁来|谁能|谁去|应该|该不该|可以|如果|假如|要是|万一|的话|打算|准备|我想|想要|想办|想问|想知道|需要|提前|会被|会不会|请问|为什么/

/** Whether a text states something, as far as its words tell: no question, no wish, no supposing. */
export const isAssertion = (text: string): boolean => !asking.test(text)

/** What a statement may hold besides what is looked for in it. */
const filler =
  /我们公司|我們公司|我们|我們|咱们|我司|本公司|我公司|我的|这张|這張|这个|記|登记一下|记一下|记下|帮我|麻烦|请|持证|已经|已經|刚刚|刚才|刚|已|就|都|了|的|是|为|為|在|于|於|和|也|啊|哦|哈|吧|啦|,|，|。|；|;|、|：|:|！|!|~|"|“|”|\(|\)|（|）|\s/g

/** What is left of a text when all words are taken away that say nothing of their own. */
export const withoutFillers = (text: string): string => text.replace(filler, '')
