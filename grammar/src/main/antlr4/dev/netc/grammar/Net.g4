// The `.net` language. Every word of the language but `all` may also be a name; newlines are white space and a statement
// needs no mark at its end, for none begins with `(`, `[`, `-` or an operator. A test holds that no model parses in two ways.
grammar Net;

file        : net EOF ;
prelude     : function* EOF ;

net         : NET name ('(' (parameters ','?)? ')')? '{' item* '}' ;
parameters  : parameter (',' parameter)* ;
parameter   : name ('=' expression)? ;

item        : input
            | block
            | function
            | columns
            | output
            | train
            | binding
            ;
input       : INPUT name ':' (list | CLASS '(' expression ')') ;
block       : BLOCK name '(' parameters ','? ')' ('=' expression | '{' binding* RETURN expression '}') ;
function    : FN name '(' parameters ','? ')' '=' expression ;
// Only bindings may stand in columns; that is said of what else is found there in better words than a parser has.
columns     : COLUMNS expression '{' item* '}' ;
output      : OUTPUT name '=' expression (':' list)? ;
binding     : name '=' expression (':' list)? ;

train       : TRAIN '{' setting* '}' ;
setting     : LOSS expression                                # loss
            | (BATCH | EPOCHS | SEED) expression             # number
            | OPTIMIZER call                                 # optimizer
            | SCHEDULE call                                  # schedule
            | PREPARE call (',' call)*                       # prepare
            | AUGMENT call (',' call)*                       # augment
            | PARAMS STRING arguments                        # params
            ;

// `->` binds loosest, and what follows an arrow is a call, with a repeat count before it if wished.
expression  : comparison (('->' stage)+ misplaced*)? ;
stage       : (count '*')? call ;
count       : NUMBER | name | '(' expression ')' ;
// `x -> relu + y` is an error that offers `(x -> relu) + y`: it is read, so that the offer can be made.
misplaced   : operator unary ('->' stage)* ;
operator    : '+' | '-' | '*' | '/' | comparator ;

comparison  : sum (comparator sum)? ;
comparator  : '<' | '<=' | '>' | '>=' | '==' | '!=' ;
sum         : product (('+' | '-') product)* ;
product     : unary (('*' | '/') unary)* ;
unary       : '-'* primary ;
primary     : NUMBER
            | call
            | list
            | '(' expression ')'
            ;
list        : '[' expression (',' expression)* ','? ']' ;

// A name before `=` begins the next statement: an expression that was left out is missed there, not after it.
call        : {_input.LT(2).getType() != NetLexer.ASSIGN}? (name | ALL) arguments? ;
arguments   : '(' (argument (',' argument)* ','?)? ')' ;
argument    : (name ':')? expression ;

name        : ID | NET | INPUT | CLASS | BLOCK | RETURN | FN | COLUMNS | OUTPUT | TRAIN
            | LOSS | BATCH | EPOCHS | SEED | OPTIMIZER | SCHEDULE | PREPARE | AUGMENT | PARAMS ;

ALL         : 'all' ;
NET         : 'net' ;
INPUT       : 'input' ;
CLASS       : 'class' ;
BLOCK       : 'block' ;
RETURN      : 'return' ;
FN          : 'fn' ;
COLUMNS     : 'columns' ;
OUTPUT      : 'output' ;
TRAIN       : 'train' ;
LOSS        : 'loss' ;
BATCH       : 'batch' ;
EPOCHS      : 'epochs' ;
SEED        : 'seed' ;
OPTIMIZER   : 'optimizer' ;
SCHEDULE    : 'schedule' ;
PREPARE     : 'prepare' ;
AUGMENT     : 'augment' ;
PARAMS      : 'params' ;

ARROW       : '->' ;
ASSIGN      : '=' ;
COLON       : ':' ;
COMMA       : ',' ;
OPEN        : '(' ;
CLOSE       : ')' ;
OPEN_BRACE  : '{' ;
CLOSE_BRACE : '}' ;
OPEN_LIST   : '[' ;
CLOSE_LIST  : ']' ;
PLUS        : '+' ;
MINUS       : '-' ;
TIMES       : '*' ;
OVER        : '/' ;
LESS        : '<' ;
LESS_EQUAL  : '<=' ;
GREATER     : '>' ;
GREATER_EQUAL : '>=' ;
EQUAL       : '==' ;
NOT_EQUAL   : '!=' ;

ID          : [A-Za-z_] [A-Za-z_0-9]* ;
NUMBER      : ([0-9]+ ('.' [0-9]+)? | '.' [0-9]+) ([eE] [+-]? [0-9]+)? ;
STRING      : '"' ~["\r\n]* '"' ;
COMMENT     : '//' ~[\r\n]* -> channel(HIDDEN) ;
SPACE       : [ \t\r\n\uFEFF]+ -> channel(HIDDEN) ;
// What no rule above takes reaches the parser, which says so at its place.
UNCLOSED    : '"' ~["\r\n]* ;
UNKNOWN     : . ;
