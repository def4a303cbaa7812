// The `.net` language as docs/language.md gives it.
// Words are SOFT keywords (every word of the language may also be a name),
// newlines are white space, no statement terminators.
grammar Net;

file        : net EOF ;
net         : 'net' name ('(' parameters? ')')? '{' item* '}' ;
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
input       : 'input' name ':' ( shape | 'class' '(' expression ')' ) ;
block       : 'block' name '(' parameters ')' ( '=' expression | '{' binding* 'return' expression '}' ) ;
function    : 'fn' name '(' parameters ')' '=' expression ;
columns     : 'columns' expression '{' binding* '}' ;
output      : 'output' name '=' expression (':' shape)? ;
binding     : name '=' expression (':' shape)? ;
shape       : '[' expression (',' expression)* ']' ;

train       : 'train' '{' setting* '}' ;
setting     : 'loss'      expression
            | 'batch'     expression
            | 'epochs'    expression
            | 'seed'      expression
            | 'optimizer' call
            | 'schedule'  call
            | 'prepare'   call (',' call)*
            | 'augment'   call (',' call)*
            | 'params'    STRING arguments
            ;

// `->` binds loosest; what follows an arrow is a call, with a repeat count before it if wished.
expression  : comparison ('->' stage)* ;
stage       : (count '*')* call ;
count       : NUMBER | name | '(' expression ')' ;
comparison  : sum (('<' | '<=' | '>' | '>=' | '==' | '!=') sum)? ;
sum         : product (('+' | '-') product)* ;
product     : unary (('*' | '/') unary)* ;
unary       : '-' unary | primary ;
primary     : NUMBER
            | call
            | shape
            | '(' expression ')'
            ;
call        : {!"=".equals(_input.LT(2).getText())}? name arguments? ;
arguments   : '(' (argument (',' argument)*)? ')' ;
argument    : name ':' expression | expression ;

name        : ID | 'net' | 'input' | 'class' | 'block' | 'return' | 'fn' | 'columns' | 'output' | 'train'
            | 'loss' | 'batch' | 'epochs' | 'seed' | 'optimizer' | 'schedule' | 'prepare' | 'augment' | 'params' ;

ID          : [A-Za-z_] [A-Za-z_0-9]* ;
NUMBER      : [0-9]+ ('.' [0-9]+)? ([eE] [+-]? [0-9]+)? ;
STRING      : '"' ~["\r\n]* '"' ;
COMMENT     : '//' ~[\r\n]* -> channel(HIDDEN) ;
SPACE       : [ \t\r\n]+ -> channel(HIDDEN) ;
