# Sourced by ./start and ./test in the project's folder: brings .venv up to date, quietly and never by half.
#
# A step is done when its stamp equals its inputs (the files' content, and where the project lies: a moved
# environment is broken). The stamp is written last, so an interrupted step is done again.

root=$(pwd -P)
venv=$root/.venv
stamps=$venv/stamps
log=$venv/install.log
number=0
worked=
trap 'printf "\n已中断 · interrupted\n" >&2; exit 130' INT
trap 'exit 143' TERM

# Two runs in one folder take turns, where the system has flock.
mkdir -p build
exec 9>build/lock
if command -v flock >/dev/null; then flock 9; fi
environment_is_ready() { exec 9>&-; }

die() {
    printf '\n%s\n' "$*" >&2
    exit 1
}

step() { # step TITLE FUNCTION
    number=$((number + 1))
    title="[$number/$steps] $1 …"
    worked=
    printf '%s ' "$title"
    "$2"
    if [ -n "$worked" ]; then echo "完成 · done"; else echo "已就绪 · ready"; fi
}

inputs() {
    printf '%s\n' "$root"
    cat /dev/null "$@"
}

is_done() { # is_done STAMP FILE...
    local stamp=$stamps/$1
    shift
    [ -f "$stamp" ] && [ "$(inputs "$@")" = "$(<"$stamp")" ]
}

mark_done() {
    local stamp=$stamps/$1
    shift
    mkdir -p "$stamps"
    inputs "$@" >"$stamp.part"
    mv "$stamp.part" "$stamp"
    worked=yes
}

# Everything to the log; whoever watches sees how many packages were found.
to_log() { # to_log TOTAL
    local line seen=0
    while IFS= read -r line; do
        printf '%s\n' "$line" >>"$log"
        [ -t 1 ] || continue
        case $line in
            Collecting*) seen=$((seen + 1)) && printf '\r%s %d/%d ' "$title" "$seen" "$1" ;;
            Installing*) printf '\r%s 写入中 · writing ' "$title" ;;
        esac
    done
    if [ -t 1 ]; then printf '\r\033[K%s ' "$title"; fi
}

quietly() { # quietly TOTAL SENTENCE COMMAND...: on failure the end of the log and the sentence
    local total=$1 sentence=$2
    shift 2
    : >"$log"
    if ! "$@" 2>&1 </dev/null | to_log "$total"; then
        rm -f "$stamps/installing"
        echo >&2
        tail -n 12 "$log" >&2
        die "$sentence（全部输出 · full output: .venv/install.log）"
    fi
}

find_python() {
    local name
    for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python3.14 python; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    return 1
}

python_environment() {
    # A stale "installing" means that pip was killed: what it left cannot be trusted.
    if is_done environment && [ ! -e "$stamps/installing" ] && "$venv/bin/python" -c '' 2>/dev/null; then
        return
    fi
    local python
    python=$(find_python) || die "缺少 Python 3.11 或更高版本，请先安装 · Python >= 3.11 is missing: install it first"
    "$python" -c 'import venv, ensurepip' 2>/dev/null ||
        die "$python 缺少 venv 与 pip，请先安装（Debian/Ubuntu：apt install python3-venv）· $python has no venv and pip: install python3-venv"
    # An environment that somebody made by hand in this place is taken as it is.
    if [ -e "$stamps/installing" ] || ! grep -qsF "$venv/bin/" "$venv/bin/pip" ||
        ! "$venv/bin/python" -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        rm -rf "$venv"
        mkdir -p "$stamps"
        quietly 0 "不能建立 .venv · .venv could not be made" "$python" -m venv "$venv"
    fi
    mark_done environment
}

install() { # install STAMP FILE: exactly what the file pins, prebuilt
    is_done "$1" "$2" && return
    touch "$stamps/installing"
    quietly "$(grep -c == "$2")" \
        "依赖没有装上：请检查网络和 pip 源设置后重试 · packages could not be installed: check the network and pip's index setting, then try again" \
        "$venv/bin/python" -m pip install --disable-pip-version-check --no-input --progress-bar off \
        --only-binary :all: --require-hashes -r "$2"
    rm -f "$stamps/installing"
    mark_done "$1" "$2"
}

install_project() {
    is_done project pyproject.toml hatch_build.py && return
    quietly 0 "taizhang 命令没有装上 · the command taizhang could not be installed" \
        "$venv/bin/python" -m pip install --disable-pip-version-check --no-input --no-index \
        --no-deps --no-build-isolation -e .
    mark_done project pyproject.toml hatch_build.py
}

packages() {
    install packages requirements.txt
    install_project
}

frontend_files() {
    "$venv/bin/python" -m taizhang.frontend --ready && return
    command -v npm >/dev/null || install node requirements-node.txt
    quietly 0 "界面文件没有备好 · the front-end files could not be fetched" "$venv/bin/python" -m taizhang.frontend
    worked=yes
}
