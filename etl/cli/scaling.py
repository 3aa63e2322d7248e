"""`python -m etl extract FOLDER --out LAKE [--cluster …]`: what a folder's documents say, into a lake."""

import argparse
import sys
from functools import partial

from tqdm import tqdm

from etl.data.contexts import known_contexts
from etl.data.rules import rulebook
from etl.engine import Engine
from etl.engine.errors import InvalidData
from etl.scaling.lake import Lake
from etl.scaling.place import Place
from etl.scaling.plan import Again
from etl.scaling.run import Execute, Run, in_processes
from etl.scaling.work import Done


def run_into_lake(options: argparse.Namespace) -> int:
    """The command: exit status 1 if any document could not be read, after the others have been."""
    folder = _the_folder(options)
    again = Again.of(options.again)
    contexts = known_contexts(options.reports) if options.reports else {}
    engine = Engine(rulebook())
    engine.prepare()
    lake = Lake.open(options.out, create=True)
    if options.cluster and (lake.place.in_this_process or folder.in_this_process):
        raise InvalidData("memory:// 只在本进程里，集群读写不到，请用文件夹或对象存储")
    lake.belongs_to(folder, options.moved)
    run = Run.prepare(folder, lake, engine, contexts, again)
    for trouble in run.troubles:
        print(trouble, file=sys.stderr)
    if not run.items:
        print(f"{run.found} 份文件都已读过，没有变化；数据湖 {options.out}")
        return 1 if run.troubles else 0
    total = _on_cluster(run, options.cluster) if options.cluster else _all(run, in_processes(options.jobs))
    read = total.documents - len(total.aside)
    said = (
        f"{run.found} 份文件：已有 {run.found - len(run.items)} 份，这次读 {read} 份，{total.figures} 个数字"
    )
    said += f"（其中 {total.unchanged} 份内容没有变）" if total.unchanged else ""
    said += f"；{len(total.aside)} 份没读成，见上" if total.aside else ""
    print(f"{said}；数据湖 {options.out}")
    return 1 if run.troubles or total.aside else 0


def _the_folder(options: argparse.Namespace) -> Place:
    if not options.out:
        raise InvalidData("--cluster 要与 --out LAKE 一起用：读出的数字存入数据湖")
    if len(options.paths) > 1 or options.paths[0] == "-":
        raise InvalidData("--out 只接受一个文件夹（或其地址），请一次给一个")
    if options.rejections or options.format != "jsonl":
        raise InvalidData("--rejections 和 --format 不能与 --out 一起用：数据湖有自己的格式")
    folder = Place(options.paths[0])
    if not folder.is_folder():
        raise InvalidData(f"{folder.address}：不是文件夹，请检查路径")
    return folder


def _on_cluster(run: Run, address: str) -> Done:
    from etl.scaling.cluster import cluster, over_cluster, told
    from etl.scaling.waiting import watched

    with cluster(address) as client, watched(client):
        told(client)
        return _all(run, partial(over_cluster, client))


def _all(run: Run, execute: Execute) -> Done:
    total = Done()
    with tqdm(total=len(run.items), desc="读取", unit="份", disable=None, leave=False) as bar:
        for done in run.done(execute):
            for said in [*done.warnings, *done.aside]:
                tqdm.write(said, file=sys.stderr)
            total.documents += done.documents
            total.unchanged += done.unchanged
            total.figures += done.figures
            total.aside += done.aside
            bar.update(done.documents)
    return total
