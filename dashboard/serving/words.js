// What Streamlit itself says on a page, in Chinese: its own words are English and it has no setting for them.
// Looks at what is new on the page only; text that the program wrote is none of these and stays as it is.
(() => {
  const said = new Map(Object.entries({
    "No results": "没有匹配的选项", "Skip to main content": "跳到正文", "View less": "收起", "Help": "说明",
    "Main menu": "主菜单", "App pages": "各页", "Sidebar": "筛选栏", "Expand sidebar": "展开筛选栏",
    "Collapse sidebar": "收起筛选栏", "Close": "关闭", "Open": "打开", "Clear all": "全部清除", "Clear value": "清除",
    "Selected values": "已选", "Select all": "全选", "Scroll tabs right": "页签向右", "Scroll tabs left": "页签向左",
    "Increment": "加一", "Decrement": "减一", "Notifications": "通知", "Navigate to home page": "回到总览",
    "Fullscreen": "全屏", "Close fullscreen": "退出全屏", "Search": "查找", "Close Search": "关闭查找",
    "Next Result": "下一处", "Previous Result": "上一处", "Copy to clipboard": "复制", "Copied": "已复制",
    "Running...": "正在更新", "Stop script": "停止", "Connecting": "正在连接", "Press Enter to apply": "按回车生效",
    "Markdown content": "正文", "Theme": "明暗", "Dataframe column menu": "列菜单", "Link to heading": "本节链接",
  }));
  const patterns = [
    [/^Help for (.+)$/s, "$1的说明"], [/^Add: (.+)$/s, "按名称、拼音或首字母查“$1”"], [/^View (\d+) more$/, "再看$1个"], [/^Remove (.+)$/s, "去掉$1"],
    [/^(.+) — start$/s, "$1：起"], [/^(.+) — end$/s, "$1：止"], [/^Upload (.+)$/s, "上传$1"],
  ];
  const attributes = ["aria-label", "title", "placeholder"];
  const inChinese = (text) => {
    if (!/[A-Za-z]{3}/.test(text)) return undefined;
    const pattern = said.has(text) ? null : patterns.find(([english]) => english.test(text));
    return pattern ? text.replace(...pattern) : said.get(text);
  };
  const inText = (node) => {
    const found = inChinese(node.data);
    if (found && !(node.parentNode instanceof SVGElement)) node.data = found; // charts are the program's own
  };
  const inElement = (element) => {
    if (element instanceof SVGElement) return;
    for (const name of attributes) {
      const found = element.hasAttribute(name) && inChinese(element.getAttribute(name));
      if (found) element.setAttribute(name, found);
    }
  };
  const speaking = attributes.map((name) => `[${name}]`).join();
  const under = (root) => {
    if (root.nodeType === Node.TEXT_NODE) inText(root);
    if (root.nodeType !== Node.ELEMENT_NODE || root instanceof SVGElement) return;
    inElement(root);
    root.querySelectorAll(speaking).forEach(inElement);
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) inText(texts.currentNode);
  };
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(under);
      else if (change.type === "characterData") inText(change.target);
      else inElement(change.target);
    }
  }).observe(document, {childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: attributes});
})();
